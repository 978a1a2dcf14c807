"""Stock: promising it, taking it back, letting it leave, receiving and counting it.

Rows are always locked in the order of their keys, so that two carts holding the same goods in
opposite orders cannot wait for each other.
"""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from core.errors import DomainError
from core.text import current_locale
from core.unit_of_work import UnitOfWork
from core.web import versions
from i18n.translated import pick
from shop.catalogue.models import ProductText, Variant
from shop.stock.availability import Availability, availability
from shop.stock.models import (
    MovementKind,
    ReservationState,
    StockItem,
    StockMovement,
    StockReservation,
)


class OutOfStockError(DomainError):
    """Fewer are left than were wanted; `variant_id` and `left` say of what, and how many."""

    def __init__(self, *, variant_id: int, left: int, name: str) -> None:
        if left > 0:
            message = "There are not enough of %(name)s any more. Number left: %(left)s."
            super().__init__("out_of_stock", message, name=name, left=left)
        else:
            super().__init__("out_of_stock", "%(name)s is sold out.", name=name)
        self.variant_id = variant_id
        self.left = left


def reserve(
    uow: UnitOfWork, *, reference: str, quantities: Mapping[int, int], until: datetime | None
) -> None:
    """Promise goods to `reference` until a time, all of them or none.

    Raises OutOfStockError (code `out_of_stock`) for the first variant there is too little of;
    the caller's transaction must then not be committed.
    """
    items = _lock(uow, quantities)
    before = {variant_id: item.free for variant_id, item in items.items()}
    for variant_id, quantity in sorted(quantities.items()):
        if not _change(uow, variant_id, StockItem.on_hand - StockItem.reserved >= quantity,
                       reserved=quantity):  # fmt: skip
            left = items[variant_id].free if variant_id in items else 0
            raise OutOfStockError(
                variant_id=variant_id, left=max(left, 0), name=_name(uow, variant_id)
            )
        _hold(uow, reference, variant_id, quantity, until)
    _announce(uow, before, {key: free - quantities[key] for key, free in before.items()})


def keep(uow: UnitOfWork, *, reference: str) -> None:
    """A promise that was paid for no longer ends by itself."""
    prolong(uow, reference=reference, until=None)


def prolong(uow: UnitOfWork, *, reference: str, until: datetime | None) -> None:
    """Let a promise stand until another time; None: until the goods leave."""
    uow.session.execute(
        update(StockReservation)
        .where(
            StockReservation.reference == reference,
            StockReservation.state == ReservationState.HELD,
        )
        .values(expires_at=until)
    )


def is_held(uow: UnitOfWork, *, reference: str, quantities: Mapping[int, int]) -> bool:
    """Whether all of it is still promised to `reference`."""
    held = _held(uow, reference, None)
    return all(
        variant_id in held and held[variant_id].quantity >= quantity
        for variant_id, quantity in quantities.items()
    )


def release(uow: UnitOfWork, *, reference: str, variant_ids: Collection[int] | None = None) -> None:
    """Take a promise back, wholly or for some variants; doing it twice changes nothing."""
    held = _held(uow, reference, variant_ids)
    items = _lock(uow, held)
    before = {variant_id: item.free for variant_id, item in items.items()}
    after = dict(before)
    for variant_id, reservation in sorted(held.items()):
        rest = reservation.quantity - reservation.committed
        _change(uow, variant_id, reserved=-rest)
        after[variant_id] += rest
        reservation.state = ReservationState.RELEASED
    _announce(uow, before, after)


def commit(uow: UnitOfWork, *, reference: str, quantities: Mapping[int, int]) -> None:
    """The goods leave: what was promised is no longer on hand.

    Raises DomainError `not_reserved` when more leaves than was promised.
    """
    held = _held(uow, reference, quantities.keys())
    _lock(uow, held)
    for variant_id, quantity in sorted(quantities.items()):
        reservation = held.get(variant_id)
        if reservation is None or reservation.quantity - reservation.committed < quantity:
            raise DomainError("not_reserved", "These goods were not set aside for this order.")
        _change(uow, variant_id, reserved=-quantity, on_hand=-quantity)
        reservation.committed += quantity
        if reservation.committed == reservation.quantity:
            reservation.state = ReservationState.COMMITTED
        _note(uow, variant_id, -quantity, MovementKind.SHIPPED, reference)


def receive(uow: UnitOfWork, *, variant_id: int, quantity: int, reason: str = "") -> None:
    """New goods came in."""
    if quantity <= 0:
        raise DomainError("quantity_not_positive", "Enter a number of 1 or more.", field="quantity")
    adjust(uow, variant_id=variant_id, by=quantity, kind=MovementKind.RECEIVED, reason=reason)


def count(uow: UnitOfWork, *, variant_id: int, counted: int, reason: str = "") -> None:
    """Somebody counted the shelf; the difference is written as a movement."""
    if counted < 0:
        raise DomainError("quantity_negative", "Enter a number of 0 or more.", field="quantity")
    item = _item(uow, variant_id)
    adjust(
        uow,
        variant_id=variant_id,
        by=counted - item.on_hand,
        kind=MovementKind.COUNTED,
        reason=reason,
    )


def adjust(
    uow: UnitOfWork, *, variant_id: int, by: int, kind: MovementKind, reason: str = ""
) -> None:
    """Change what is on hand. Raises DomainError `below_reserved` when promised goods would go."""
    item = _item(uow, variant_id)
    before = item.free
    if item.on_hand + by < item.reserved:
        raise DomainError(
            "below_reserved",
            "Buyers were already promised %(reserved)s of these, so there cannot be fewer.",
            field="quantity",
            reserved=item.reserved,
        )
    if by:
        _change(uow, variant_id, on_hand=by)
        uow.session.refresh(item)
    _note(uow, variant_id, by, kind, reason)
    _announce(uow, {variant_id: before}, {variant_id: before + by})


def expire(uow: UnitOfWork) -> int:
    """Take back promises whose time is over; how many references that were."""
    references = uow.session.scalars(
        select(StockReservation.reference)
        .where(
            StockReservation.state == ReservationState.HELD,
            StockReservation.expires_at <= uow.now,
        )
        .distinct()
        .limit(200)
    ).all()
    for reference in sorted(references):
        release(uow, reference=reference)
    return len(references)


def _lock(uow: UnitOfWork, variant_ids: Collection[int]) -> dict[int, StockItem]:
    """The rows of these variants, locked in the order of their keys and read afresh."""
    rows = uow.session.scalars(
        select(StockItem)
        .where(StockItem.variant_id.in_(variant_ids))
        .order_by(StockItem.variant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {item.variant_id: item for item in rows.all()}


def _item(uow: UnitOfWork, variant_id: int) -> StockItem:
    """The locked row of a variant, made when it has none yet."""
    found = _lock(uow, [variant_id]).get(variant_id)
    if found is None:
        found = StockItem(variant_id=variant_id, on_hand=0)
        uow.session.add(found)
        uow.session.flush()  # the next statements change the row
    return found


def _change(
    uow: UnitOfWork,
    variant_id: int,
    *conditions: ColumnElement[bool],
    on_hand: int = 0,
    reserved: int = 0,
) -> bool:
    """Add to a row's numbers in the database itself; False when a condition does not hold."""
    changed = uow.session.execute(
        update(StockItem)
        .where(StockItem.variant_id == variant_id, *conditions)
        .values(on_hand=StockItem.on_hand + on_hand, reserved=StockItem.reserved + reserved)
        .returning(StockItem.variant_id)
        .execution_options(synchronize_session=False)
    ).one_or_none()
    return changed is not None


def _hold(
    uow: UnitOfWork, reference: str, variant_id: int, quantity: int, until: datetime | None
) -> None:
    """Write the promise, or take up again one that had ended."""
    earlier = uow.session.scalar(
        select(StockReservation).where(
            StockReservation.reference == reference, StockReservation.variant_id == variant_id
        )
    )
    if earlier is not None:
        earlier.quantity, earlier.expires_at = quantity, until
        earlier.state = ReservationState.HELD
        return
    uow.session.add(
        StockReservation(
            reference=reference,
            variant_id=variant_id,
            quantity=quantity,
            created_at=uow.now,
            expires_at=until,
        )
    )


def _held(
    uow: UnitOfWork, reference: str, variant_ids: Collection[int] | None
) -> dict[int, StockReservation]:
    query = select(StockReservation).where(
        StockReservation.reference == reference,
        StockReservation.state == ReservationState.HELD,
    )
    if variant_ids is not None:
        query = query.where(StockReservation.variant_id.in_(variant_ids))
    rows = uow.session.scalars(
        query.order_by(StockReservation.variant_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {reservation.variant_id: reservation for reservation in rows.all()}


def _note(uow: UnitOfWork, variant_id: int, quantity: int, kind: MovementKind, reason: str) -> None:
    uow.session.add(
        StockMovement(
            variant_id=variant_id,
            quantity=quantity,
            kind=kind,
            at=uow.now,
            user_id=uow.actor.user_id,
            reason=reason,
        )
    )


def _announce(uow: UnitOfWork, before: Mapping[int, int], after: Mapping[int, int]) -> None:
    """Throw away kept pages that say something else of stock than what is now true."""
    changed = [key for key in after if _is_shown_otherwise(before.get(key, 0), after[key])]
    if not changed:
        return
    rows = uow.session.execute(
        select(Variant.id, Variant.product_id).where(Variant.id.in_(changed))
    )
    names = {versions.bucket("product", row.product_id) for row in rows}
    if any(availability(before.get(key, 0)) is not availability(after[key]) for key in changed):
        names.add("catalogue")
    versions.bump(uow, *names)


def _is_shown_otherwise(before: int, after: int) -> bool:
    """Lists say a word; a product's page says the number while only a few are left."""
    was, now = availability(before), availability(after)
    return was is not now or (now is Availability.FEW_LEFT and before != after)


def _name(uow: UnitOfWork, variant_id: int) -> str:
    """What the reader calls a variant's product; its number when it has no name."""
    texts = uow.session.scalars(
        select(ProductText)
        .join(Variant, Variant.product_id == ProductText.product_id)
        .where(Variant.id == variant_id)
    ).all()
    text = pick(texts, current_locale())
    return text.name if text else str(variant_id)
