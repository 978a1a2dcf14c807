"""Receiving and counting a business's own goods."""

from datetime import date
from enum import StrEnum

from core.audit import service as audit
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.catalogue import service as catalogue
from shop.catalogue.models import Product, Variant
from shop.stock import service as stock
from shop.stock.lots import LotFacts
from shop.stock.models import StockItem
from vendors.desk import organisation_of


class Change(StrEnum):
    RECEIVED = "received"
    COUNTED = "counted"


def get_variant(uow: UnitOfWork, variant_id: int) -> tuple[Variant, Product]:
    """The actor's own size with its product. Raises NotFoundError for another business's."""
    return catalogue.get_variant(uow, variant_id, organisation_id=organisation_of(uow))


def change(
    uow: UnitOfWork,
    variant_id: int,
    kind: Change,
    *,
    quantity: int,
    reason: str = "",
    lot: LotFacts | None = None,
) -> None:
    """Write what came in, or what is on the shelf now; a count that differs needs a reason."""
    _, product = get_variant(uow, variant_id)
    before = _on_hand(uow, variant_id)
    if kind is Change.RECEIVED and lot is not None:
        stock.receive_lot(uow, variant_id=variant_id, lot=lot, quantity=quantity, reason=reason)
    elif kind is Change.RECEIVED:
        stock.receive(uow, variant_id=variant_id, quantity=quantity, reason=reason)
    else:
        if quantity < before and not reason.strip():
            raise DomainError(
                "reason_missing",
                "There are fewer than before. Please write why.",
                field="reason",
            )
        stock.count(uow, variant_id=variant_id, counted=quantity, reason=reason)
    audit.record(
        uow,
        f"office:stock:{kind.value}",
        ("variant", variant_id),
        before={"on_hand": before},
        after={
            "on_hand": _on_hand(uow, variant_id),
            "reason": reason.strip(),
            **({"lot": lot.code} if lot else {}),
        },
        organisation_id=product.organisation_id,
    )


def lot_of(code: str, made_on: date | None, expires_on: date | None) -> LotFacts | None:
    """The lot that a form names; one without a number is called after its date."""
    day = expires_on or made_on
    called = code.strip() or (day.isoformat() if day else "")
    return LotFacts(code=called, made_on=made_on, expires_on=expires_on) if called else None


def _on_hand(uow: UnitOfWork, variant_id: int) -> int:
    item = uow.session.get(StockItem, variant_id, populate_existing=True)
    return item.on_hand if item else 0
