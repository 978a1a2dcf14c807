"""Lots: first expired, first out, and never one that would arrive too old.

Whoever changes lots holds the lock of their variant's stock item, so no lot is locked by itself.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import delete, select

from core.dates import tokyo_day
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product, Variant
from shop.stock.models import StockAllocation, StockLot, StockReservation

NEVER: Final = date.max
"""Where a lot without a date stands among the others: last."""


@dataclass(frozen=True, kw_only=True)
class LotFacts:
    """What stands on the packages of a lot."""

    code: str
    made_on: date | None = None
    expires_on: date | None = None


def of_variants(uow: UnitOfWork, variant_ids: Collection[int]) -> dict[int, list[StockLot]]:
    """Lots that have something on hand, by variant, first expired first, read afresh."""
    found: dict[int, list[StockLot]] = {variant_id: [] for variant_id in variant_ids}
    rows = uow.session.scalars(
        select(StockLot)
        .where(StockLot.variant_id.in_(variant_ids), StockLot.on_hand > 0)
        .execution_options(populate_existing=True)
    )
    for lot in sorted(rows, key=lambda lot: (lot.expires_on or NEVER, lot.id)):
        found[lot.variant_id].append(lot)
    return found


def too_old(lots: Iterable[StockLot], arrives_on: date) -> int:
    """How many free pieces would no longer keep the promise when they arrive."""
    return sum(lot.free for lot in lots if not _is_fresh(lot, arrives_on))


def _is_fresh(lot: StockLot, arrives_on: date) -> bool:
    return lot.sell_until is None or lot.sell_until >= arrives_on


def allocate(
    uow: UnitOfWork, reservation: StockReservation, lots: Iterable[StockLot], arrives_on: date
) -> None:
    """Serve a reservation from lots that are fresh enough; the rest is stock without a lot."""
    wanted = reservation.quantity
    for lot in lots:
        taken = min(lot.free, wanted) if _is_fresh(lot, arrives_on) else 0
        if taken:
            lot.reserved += taken
            wanted -= taken
            uow.session.add(
                StockAllocation(reservation_id=reservation.id, lot_id=lot.id, quantity=taken)
            )


def give_back(uow: UnitOfWork, reservation: StockReservation) -> None:
    """What of a reservation has not left goes back to its lots."""
    for allocation, lot in _allocations(uow, reservation):
        lot.reserved -= allocation.quantity - allocation.committed
        if allocation.committed:
            allocation.quantity = allocation.committed
        else:
            uow.session.delete(allocation)


def forget(uow: UnitOfWork, reservation: StockReservation) -> None:
    """A reservation is taken up anew: what was left of an earlier one is no allocation of it."""
    uow.session.flush()  # what was given back a moment ago
    uow.session.execute(
        delete(StockAllocation).where(StockAllocation.reservation_id == reservation.id)
    )


def take_out(uow: UnitOfWork, reservation: StockReservation, quantity: int) -> None:
    """So many of a reservation leave the house, from the lot that expires first."""
    for allocation, lot in _allocations(uow, reservation):
        leaving = min(allocation.quantity - allocation.committed, quantity)
        allocation.committed += leaving
        lot.reserved -= leaving
        lot.on_hand -= leaving
        quantity -= leaving


def _allocations(
    uow: UnitOfWork, reservation: StockReservation
) -> list[tuple[StockAllocation, StockLot]]:
    rows = uow.session.execute(
        select(StockAllocation, StockLot)
        .join(StockLot, StockLot.id == StockAllocation.lot_id)
        .where(StockAllocation.reservation_id == reservation.id)
        .execution_options(populate_existing=True)
    )
    return sorted(
        ((row[0], row[1]) for row in rows),
        key=lambda pair: (pair[1].expires_on or NEVER, pair[1].id),
    )


def shrink(uow: UnitOfWork, variant_id: int, *, free: int) -> None:
    """Lots together never have more to promise than is free: what is missing was of the oldest.

    What is promised without a lot has to be there beside them.
    """
    lots = of_variants(uow, [variant_id])[variant_id]
    missing = sum(lot.free for lot in lots) - free
    for lot in lots:
        gone = min(max(missing, 0), lot.free)
        lot.on_hand -= gone
        missing -= gone


def add(uow: UnitOfWork, variant_id: int, facts: LotFacts, quantity: int) -> StockLot:
    """Write a lot that came in, or more of one that is known.

    Raises DomainError `lot_code_missing`, `lot_days_wrong` or `lot_differs`.
    """
    code = facts.code.strip()
    if not code:
        raise DomainError("lot_code_missing", "Write the lot's number.", field="lot_code")
    if facts.made_on and facts.expires_on and facts.expires_on < facts.made_on:
        raise DomainError(
            "lot_days_wrong",
            "The date on the package lies before the day of making.",
            field="expires_on",
        )
    lot = uow.session.scalar(
        select(StockLot).where(StockLot.variant_id == variant_id, StockLot.code == code)
    )
    if lot is None:
        lot = StockLot(
            variant_id=variant_id,
            code=code,
            received_on=tokyo_day(uow.now),
            received=0,
            on_hand=0,
            made_on=facts.made_on,
            expires_on=facts.expires_on,
            sell_until=_sell_until(facts.expires_on, _promise(uow, variant_id)),
        )
        uow.session.add(lot)
    elif (lot.made_on, lot.expires_on) != (facts.made_on, facts.expires_on):
        raise DomainError(
            "lot_differs",
            "The lot %(code)s is known with other dates. Use another number.",
            field="lot_code",
            code=code,
        )
    lot.received += quantity
    lot.on_hand += quantity
    return lot


def _promise(uow: UnitOfWork, variant_id: int) -> int:
    days = uow.session.scalar(
        select(Product.days_left_on_arrival)
        .join(Variant, Variant.product_id == Product.id)
        .where(Variant.id == variant_id)
    )
    return days or 0


def _sell_until(expires_on: date | None, promise: int) -> date | None:
    return expires_on - timedelta(days=promise) if expires_on else None


def keep_promise(uow: UnitOfWork, product_id: int) -> None:
    """Write again until when a product's lots may arrive, after its promise changed."""
    promise = uow.session.scalar(
        select(Product.days_left_on_arrival).where(Product.id == product_id)
    )
    for lot in uow.session.scalars(
        select(StockLot)
        .join(Variant, Variant.id == StockLot.variant_id)
        .where(Variant.product_id == product_id)
    ):
        lot.sell_until = _sell_until(lot.expires_on, promise or 0)
