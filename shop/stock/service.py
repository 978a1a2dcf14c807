"""Stock: promising it, taking it back, letting it leave, receiving and counting it.

Rows are always locked in the order of their keys, so that two carts holding the same goods in
opposite orders cannot wait for each other.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, select, update

from core.dates import tokyo_day
from core.errors import DomainError
from core.text import current_locale
from core.unit_of_work import UnitOfWork
from core.web import versions
from i18n.translated import pick
from shop.catalogue.models import ProductText, Variant
from shop.catalogue.ports import Supply
from shop.stock import lots, queries
from shop.stock.availability import Availability, availability
from shop.stock.lots import LotFacts
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
    uow: UnitOfWork,
    *,
    reference: str,
    quantities: Mapping[int, int],
    until: datetime | None,
    arrivals: Mapping[int, date] | None = None,
) -> None:
    """Promise goods to `reference` until a time, all of them or none, first expired first.

    `arrivals` says when a variant will be there: a lot that would then keep too short does not
    count; today where nothing is said. Raises OutOfStockError (code `out_of_stock`) for the first
    variant there is too little of; the caller's transaction must then not be committed.
    """
    _lock(uow, quantities)
    today = tokyo_day(uow.now)
    days = {key: (arrivals or {}).get(key, today) for key in quantities}
    before, there = _supplies(uow, quantities), queries.supplies(uow.session, days)
    stored = lots.of_variants(uow, quantities)
    for variant_id, quantity in sorted(quantities.items()):
        left = there[variant_id].free
        if left < quantity or not _change(
            uow, variant_id, StockItem.on_hand - StockItem.reserved >= quantity, reserved=quantity
        ):
            raise OutOfStockError(
                variant_id=variant_id, left=max(left, 0), name=_name(uow, variant_id)
            )
        reservation = _hold(uow, reference, variant_id, quantity, until)
        lots.allocate(uow, reservation, stored[variant_id], days[variant_id])
    _announce(uow, before)


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
    _lock(uow, held)
    before = _supplies(uow, held)
    for variant_id, reservation in sorted(held.items()):
        _change(uow, variant_id, reserved=reservation.committed - reservation.quantity)
        lots.give_back(uow, reservation)
        reservation.state = ReservationState.RELEASED
    _announce(uow, before)


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
        lots.take_out(uow, reservation, quantity)
        reservation.committed += quantity
        if reservation.committed == reservation.quantity:
            reservation.state = ReservationState.COMMITTED
        _note(uow, variant_id, -quantity, MovementKind.SHIPPED, reference)


def receive(uow: UnitOfWork, *, variant_id: int, quantity: int, reason: str = "") -> None:
    """New goods came in."""
    if quantity <= 0:
        raise DomainError("quantity_not_positive", "Enter a number of 1 or more.", field="quantity")
    adjust(uow, variant_id=variant_id, by=quantity, kind=MovementKind.RECEIVED, reason=reason)


def receive_lot(
    uow: UnitOfWork, *, variant_id: int, lot: LotFacts, quantity: int, reason: str = ""
) -> None:
    """Goods came in with a lot's number and dates."""
    receive(uow, variant_id=variant_id, quantity=quantity, reason=reason)
    before = _supplies(uow, [variant_id])
    lots.add(uow, variant_id, lot, quantity)
    _announce(uow, before)


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
    before = _supplies(uow, [variant_id])
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
    if by < 0:
        lots.shrink(uow, variant_id, free=item.free)
    _note(uow, variant_id, by, kind, reason)
    _announce(uow, before)


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
) -> StockReservation:
    """Write the promise, or take up again one that had ended."""
    reservation = uow.session.scalar(
        select(StockReservation).where(
            StockReservation.reference == reference, StockReservation.variant_id == variant_id
        )
    )
    if reservation is not None:
        lots.forget(uow, reservation)
        reservation.quantity, reservation.expires_at = quantity, until
        reservation.state = ReservationState.HELD
        return reservation
    reservation = StockReservation(
        reference=reference,
        variant_id=variant_id,
        quantity=quantity,
        created_at=uow.now,
        expires_at=until,
    )
    uow.session.add(reservation)
    uow.session.flush()  # its lots name it
    return reservation


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


def _supplies(uow: UnitOfWork, variant_ids: Collection[int]) -> Mapping[int, Supply]:
    """What pages say of these variants today."""
    uow.session.flush()  # lots are changed as rows, and read as figures
    return queries.supplies(uow.session, dict.fromkeys(variant_ids, tokyo_day(uow.now)))


def _announce(uow: UnitOfWork, before: Mapping[int, Supply]) -> None:
    """Throw away kept pages that say something else of stock than what is now true."""
    after = _supplies(uow, before)
    changed = [key for key in after if _is_shown_otherwise(before[key], after[key])]
    if not changed:
        return
    rows = uow.session.execute(
        select(Variant.id, Variant.product_id).where(Variant.id.in_(changed))
    )
    names = {versions.bucket("product", row.product_id) for row in rows}
    if any(availability(before[key].free) is not availability(after[key].free) for key in changed):
        names.add("catalogue")
    versions.bump(uow, *names)


def _is_shown_otherwise(before: Supply, after: Supply) -> bool:
    """Lists say a word; a product's page says the number while only a few are left."""
    was, now = availability(before.free), availability(after.free)
    return (
        was is not now
        or (now is Availability.FEW_LEFT and before.free != after.free)
        or before.keeps_until != after.keeps_until
    )


def _name(uow: UnitOfWork, variant_id: int) -> str:
    """What the reader calls a variant's product; its number when it has no name."""
    texts = uow.session.scalars(
        select(ProductText)
        .join(Variant, Variant.product_id == ProductText.product_id)
        .where(Variant.id == variant_id)
    ).all()
    text = pick(texts, current_locale())
    return text.name if text else str(variant_id)
