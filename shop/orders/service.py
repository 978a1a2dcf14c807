"""What happens to a purchase and its orders after they were placed.

Every verb locks the purchase first, so that a payment, an expiry and a cancellation of the same
purchase come one after the other. Doing a thing twice changes nothing the second time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.delivery.carriers import BY_KEY
from shop.orders import mails, states, totals
from shop.orders.events import (
    OrderCancelled,
    OrderDelivered,
    OrderPaid,
    OrderShipped,
    ParcelShipped,
    PurchaseExpired,
    PurchasePaid,
)
from shop.orders.mails import Message
from shop.orders.models import Order, OrderTransition, Parcel, Purchase
from shop.orders.states import OrderState, ParcelState, PurchaseState
from shop.pricing.ports import adjusters
from shop.stock import service as stock

UNPAID: Final = frozenset({PurchaseState.PLACED, PurchaseState.PENDING})
OVER: Final = frozenset({ParcelState.DELIVERED, ParcelState.GIVEN_BACK})
ENDING: Final = UNPAID | {PurchaseState.AUTHORISED}
"""What is over when its time is: nothing was taken yet."""


@dataclass(frozen=True)
class Locked:
    """What may change of a purchase, as it stands under its lock."""

    state: PurchaseState
    expires_at: datetime


def get_purchase(uow: UnitOfWork, purchase_id: int, *, lock: bool = False) -> Purchase:
    """A purchase with its orders. Raises NotFoundError."""
    query = (
        select(Purchase)
        .where(Purchase.id == purchase_id)
        .options(selectinload(Purchase.orders))
        .execution_options(populate_existing=lock)
    )
    found = uow.session.scalar(query.with_for_update() if lock else query)
    if found is None:
        raise NotFoundError
    return found


def lock_purchase(uow: UnitOfWork, purchase_id: int) -> Locked:
    """Lock a purchase without reading its orders. Raises NotFoundError."""
    row = uow.session.execute(
        select(Purchase.state, Purchase.expires_at)
        .where(Purchase.id == purchase_id)
        .with_for_update()
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return Locked(state=row.state, expires_at=row.expires_at)


def get_order(
    uow: UnitOfWork, order_id: int, *, organisation_id: int | None = None
) -> tuple[Purchase, Order]:
    """An order and its locked purchase; another business's order is not found."""
    row = uow.session.execute(
        select(Order.purchase_id, Order.organisation_id).where(Order.id == order_id)
    ).one_or_none()
    if row is None or organisation_id not in {None, row.organisation_id}:
        raise NotFoundError
    purchase = get_purchase(uow, row.purchase_id, lock=True)
    return purchase, next(order for order in purchase.orders if order.id == order_id)


def mark_pending(uow: UnitOfWork, purchase_id: int, *, until: datetime) -> None:
    """The buyer chose to pay later, at a store or by transfer: the goods wait until then."""
    purchase = get_purchase(uow, purchase_id, lock=True)
    if purchase.state not in UNPAID:
        return
    is_new = purchase.state is PurchaseState.PLACED
    purchase.state = PurchaseState.PENDING
    wait_until(uow, purchase, until)
    if is_new:
        mails.enqueue(uow, Message.PENDING, purchase.id)


def wait_until(uow: UnitOfWork, purchase: Purchase, until: datetime) -> None:
    """Let an unpaid purchase and its goods wait until another time."""
    purchase.expires_at = until
    stock.prolong(uow, reference=purchase.number, until=until)


def mark_paid(uow: UnitOfWork, purchase_id: int) -> bool:
    """The whole amount is there. False when the goods can no longer be had: pay it back.

    A purchase that had expired is taken up again when everything in it is still in stock.
    """
    purchase = get_purchase(uow, purchase_id, lock=True)
    if purchase.state is PurchaseState.PAID:
        return True
    if purchase.state is PurchaseState.CANCELLED or not _has_goods(uow, purchase):
        return False
    states.check_purchase(purchase.state, PurchaseState.PAID)
    purchase.state, purchase.paid_at = PurchaseState.PAID, uow.now
    stock.keep(uow, reference=purchase.number)
    for order in purchase.orders:
        if order.state is OrderState.CANCELLED:
            continue
        change(uow, order, OrderState.PAID)
        order.paid_at = uow.now
        uow.record(OrderPaid(**names_of(order)))
    uow.record(PurchasePaid(purchase_id=purchase.id))
    mails.enqueue(uow, Message.PAID, purchase.id)
    return True


def expire(uow: UnitOfWork, purchase_id: int) -> bool:
    """Nobody paid in time. False when it was paid, ended already, or may still wait."""
    purchase = get_purchase(uow, purchase_id, lock=True)
    is_waiting = purchase.expires_at > uow.now or totals.is_final(purchase)
    if purchase.state not in ENDING or is_waiting:
        return False
    _end(uow, purchase, PurchaseState.EXPIRED, OrderState.EXPIRED, reason="not paid in time")
    uow.record(PurchaseExpired(purchase_id=purchase.id))
    mails.enqueue(uow, Message.EXPIRED, purchase.id)
    return True


def expire_due(uow: UnitOfWork) -> list[int]:
    """Purchases whose time is over; each is ended in a job of its own."""
    rows = uow.session.scalars(
        select(Purchase.id)
        .where(Purchase.state.in_(ENDING), Purchase.expires_at <= uow.now)
        .order_by(Purchase.expires_at)
        .limit(500)
    )
    return list(rows)


def cancel_purchase(uow: UnitOfWork, purchase_id: int, *, reason: str) -> None:
    """Give a whole purchase up, as a buyer may until anything was sent."""
    purchase = get_purchase(uow, purchase_id, lock=True)
    if purchase.state is PurchaseState.CANCELLED:
        return
    if purchase.state is PurchaseState.EXPIRED or _has_left(purchase.orders):
        raise DomainError("too_late_to_cancel", "This can no longer be cancelled.")
    _check_not_taken(purchase)
    for order in purchase.orders:
        _cancel(uow, purchase, order, reason)
    _end_if_empty(uow, purchase)
    mails.enqueue(uow, Message.CANCELLED, purchase.id)


def give_up(uow: UnitOfWork, purchase_id: int) -> None:
    """The buyer goes back to the cart before paying; nobody is written to."""
    purchase = get_purchase(uow, purchase_id, lock=True)
    for order in purchase.orders:
        _cancel(uow, purchase, order, "changed by the buyer")
    _end_if_empty(uow, purchase)


def cancel_own_order(uow: UnitOfWork, order_id: int, *, purchase_id: int) -> None:
    """The buyer gives one business's order up before anything of it was sent."""
    purchase, order = get_order(uow, order_id)
    if purchase.id != purchase_id:
        raise NotFoundError
    if order.state is OrderState.CANCELLED:
        return
    if purchase.state is not PurchaseState.PAID:
        raise DomainError("not_paid_yet", "This order is not paid yet. Cancel all of it instead.")
    _cancel(uow, purchase, order, "cancelled by the buyer")
    _end_if_empty(uow, purchase)
    mails.enqueue(uow, Message.CANCELLED, purchase.id)


def cancel_order(
    uow: UnitOfWork, order_id: int, *, reason: str, organisation_id: int | None = None
) -> None:
    """Give one business's order up; when it was paid its total goes back to the buyer."""
    purchase, order = get_order(uow, order_id, organisation_id=organisation_id)
    if order.state is OrderState.CANCELLED:
        return
    if purchase.state in UNPAID:
        raise DomainError("not_paid_yet", "This order is not paid yet. It ends by itself.")
    _check_not_taken(purchase)
    _cancel(uow, purchase, order, reason)
    _end_if_empty(uow, purchase)
    audit.record(
        uow,
        "office:order:cancel",
        ("order", order.number),
        after={"state": order.state.value, "reason": reason},
        organisation_id=order.organisation_id,
    )
    mails.enqueue(uow, Message.CANCELLED, purchase.id)


def ship(
    uow: UnitOfWork,
    parcel_id: int,
    *,
    carrier: str,
    tracking_number: str,
    organisation_id: int | None = None,
) -> Parcel:
    """A parcel is handed over: its goods leave the stock, and the buyer is told."""
    order, parcel = get_parcel(uow, parcel_id, organisation_id)
    if order.state is not OrderState.PAID and parcel.state is ParcelState.PACKING:
        raise DomainError("not_paid_yet", "Only a paid order may be sent.")
    if carrier not in BY_KEY:
        raise DomainError("unknown_carrier", "Choose a carrier.", field="carrier")
    if not states.check_parcel(parcel.state, ParcelState.SHIPPED):
        return parcel
    parcel.state, parcel.shipped_at = ParcelState.SHIPPED, uow.now
    parcel.carrier, parcel.tracking_number = carrier, tracking_number.strip()[:40]
    leaving = {content.line.variant_id: content.quantity for content in parcel.contents}
    stock.commit(uow, reference=order.purchase.number, quantities=leaving)
    uow.record(
        ParcelShipped(parcel_id=parcel.id, order_id=order.id, organisation_id=order.organisation_id)
    )
    if all(each.state is not ParcelState.PACKING for each in order.parcels):
        change(uow, order, OrderState.SHIPPED)
        order.shipped_at = uow.now
        uow.record(OrderShipped(**names_of(order)))
    note_parcel(uow, order, parcel, "office:parcel:ship")
    mails.enqueue(uow, Message.SHIPPED, order.purchase_id, parcel_id=parcel.id)
    return parcel


def deliver(
    uow: UnitOfWork,
    parcel_id: int,
    *,
    organisation_id: int | None = None,
    purchase_id: int | None = None,
) -> Parcel:
    """A parcel reached the buyer, as the business or the buyer of this purchase says."""
    order, parcel = get_parcel(uow, parcel_id, organisation_id)
    if purchase_id not in {None, order.purchase_id}:
        raise NotFoundError
    if not states.check_parcel(parcel.state, ParcelState.DELIVERED):
        return parcel
    parcel.state, parcel.delivered_at = ParcelState.DELIVERED, uow.now
    if all(each.state in OVER for each in order.parcels):
        change(uow, order, OrderState.DELIVERED)
        uow.record(OrderDelivered(**names_of(order)))
        mails.enqueue(uow, Message.DELIVERED, order.purchase_id, order_id=order.id)
    note_parcel(uow, order, parcel, "office:parcel:deliver")
    return parcel


def get_parcel(
    uow: UnitOfWork, parcel_id: int, organisation_id: int | None
) -> tuple[Order, Parcel]:
    order_id = uow.session.scalar(select(Parcel.order_id).where(Parcel.id == parcel_id))
    if order_id is None:
        raise NotFoundError
    purchase, order = get_order(uow, order_id, organisation_id=organisation_id)
    order.purchase = purchase
    return order, next(parcel for parcel in order.parcels if parcel.id == parcel_id)


def _has_goods(uow: UnitOfWork, purchase: Purchase) -> bool:
    """Whether the goods are set aside, or can be once more after they had been let go."""
    orders = totals.counted(purchase.orders)
    quantities = {line.variant_id: line.quantity for order in orders for line in order.lines}
    if stock.is_held(uow, reference=purchase.number, quantities=quantities):
        return True
    try:
        with uow.session.begin_nested():
            stock.reserve(
                uow,
                reference=purchase.number,
                quantities=quantities,
                until=None,
                arrivals={
                    content.line.variant_id: day
                    for order in orders
                    for parcel in order.parcels
                    for content in parcel.contents
                    if (day := parcel.wanted_on or parcel.latest_on) is not None
                },
            )
    except DomainError:
        return False
    return True


def _cancel(uow: UnitOfWork, purchase: Purchase, order: Order, reason: str) -> None:
    if order.state is OrderState.CANCELLED:
        return
    if _has_left([order]):
        raise DomainError("too_late_to_cancel", "This can no longer be cancelled.")
    was_paid = order.state is OrderState.PAID
    change(uow, order, OrderState.CANCELLED, reason)
    stock.release(
        uow, reference=purchase.number, variant_ids=[line.variant_id for line in order.lines]
    )
    uow.record(OrderCancelled(**names_of(order), was_paid=was_paid, amount=order.total))


def _check_not_taken(purchase: Purchase) -> None:
    if totals.is_final(purchase):
        raise DomainError("being_paid", "The payment is being taken just now. Try again later.")


def _end_if_empty(uow: UnitOfWork, purchase: Purchase) -> None:
    """A purchase without any order left is over, and what reduced its price is free again."""
    if purchase.state is PurchaseState.AUTHORISED:
        totals.settle(uow, purchase)
    if all(order.state is OrderState.CANCELLED for order in purchase.orders):
        states.check_purchase(purchase.state, PurchaseState.CANCELLED)
        purchase.state = PurchaseState.CANCELLED
        _give_back(uow, purchase)


def _end(
    uow: UnitOfWork,
    purchase: Purchase,
    to: PurchaseState,
    orders_to: OrderState,
    *,
    reason: str,
) -> None:
    states.check_purchase(purchase.state, to)
    purchase.state = to
    for order in purchase.orders:
        if order.state in {OrderState.PLACED, OrderState.AUTHORISED}:
            change(uow, order, orders_to, reason)
    stock.release(uow, reference=purchase.number)
    _give_back(uow, purchase)


def _give_back(uow: UnitOfWork, purchase: Purchase) -> None:
    for adjuster in adjusters:
        adjuster.give_back(uow, purchase.id)


def _has_left(orders: Sequence[Order]) -> bool:
    return any(p.state is not ParcelState.PACKING for order in orders for p in order.parcels)


def change(uow: UnitOfWork, order: Order, to: OrderState, reason: str = "") -> None:
    """Change an order's state and write down who did it and why."""
    if not states.check_order(order.state, to):
        return
    uow.session.add(
        OrderTransition(
            order_id=order.id,
            from_state=order.state.value,
            to_state=to.value,
            at=uow.now,
            actor_kind=uow.actor.kind.value,
            user_id=uow.actor.user_id,
            reason=reason,
        )
    )
    order.state = to


def names_of(order: Order) -> dict[str, int]:
    return {
        "order_id": order.id,
        "purchase_id": order.purchase_id,
        "organisation_id": order.organisation_id,
    }


def note_parcel(uow: UnitOfWork, order: Order, parcel: Parcel, action: str) -> None:
    audit.record(
        uow,
        action,
        ("parcel", parcel.id),
        after={
            "order": order.number,
            "state": parcel.state.value,
            "carrier": parcel.carrier,
            "tracking_number": parcel.tracking_number,
        },
        organisation_id=order.organisation_id,
    )
