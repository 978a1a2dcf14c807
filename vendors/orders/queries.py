"""Reading a business's orders."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, joinedload

from core.errors import NotFoundError
from shop.addresses import writing as addresses
from shop.orders.models import Order, OrderLine, OrderTransition, Parcel, Purchase
from shop.orders.states import OrderState, ParcelState
from vendors.orders.models import OrderConfirmation

PAGE: Final = 25


class Shelf(StrEnum):
    """What an order waits for, as the desk sorts them."""

    TO_CONFIRM = "confirm"
    TO_WEIGH = "weigh"
    TO_PACK = "pack"
    SENT = "sent"
    CANCELLED = "cancelled"
    UNPAID = "unpaid"


@dataclass(frozen=True, kw_only=True)
class OrderRow:
    """An order in the desk's list."""

    id: int
    number: str
    placed_at: datetime
    country: str
    recipient: str
    total: int
    pieces: int
    state: OrderState


@dataclass(frozen=True, kw_only=True)
class OrderPage:
    """An order with everything its business may see of it."""

    order: Order
    purchase: Purchase
    recipient: str
    address: list[str]
    confirmation: OrderConfirmation | None
    transitions: list[OrderTransition]

    @property
    def can_be_cancelled(self) -> bool:
        is_open = self.order.state in {OrderState.AUTHORISED, OrderState.PAID}
        return is_open and all(parcel.state is ParcelState.PACKING for parcel in self.order.parcels)


def _condition(shelf: Shelf) -> ColumnElement[bool]:
    confirmed = OrderConfirmation.order_id.is_not(None)
    conditions: Mapping[Shelf, ColumnElement[bool]] = {
        Shelf.TO_CONFIRM: and_(Order.state == OrderState.PAID, ~confirmed),
        Shelf.TO_WEIGH: Order.state == OrderState.AUTHORISED,
        Shelf.TO_PACK: and_(Order.state == OrderState.PAID, confirmed),
        Shelf.SENT: Order.state.in_([OrderState.SHIPPED, OrderState.DELIVERED]),
        Shelf.CANCELLED: Order.state.in_([OrderState.CANCELLED, OrderState.EXPIRED]),
        Shelf.UNPAID: Order.state == OrderState.PLACED,
    }
    return conditions[shelf]


def list_orders(
    session: Session, organisation_id: int, shelf: Shelf, *, after: int | None = None
) -> list[OrderRow]:
    """Orders of a shelf, `PAGE` and one more: the oldest first while they wait for us."""
    waits = shelf in {Shelf.TO_CONFIRM, Shelf.TO_WEIGH, Shelf.TO_PACK}
    pieces = (
        select(func.coalesce(func.sum(OrderLine.quantity), 0))
        .where(OrderLine.order_id == Order.id)
        .scalar_subquery()
    )
    query = (
        select(
            Order.id,
            Order.number,
            Order.placed_at,
            Order.total,
            Order.state,
            Purchase.country,
            Purchase.address,
            pieces.label("pieces"),
        )
        .join(Purchase, Purchase.id == Order.purchase_id)
        .outerjoin(OrderConfirmation, OrderConfirmation.order_id == Order.id)
        .where(Order.organisation_id == organisation_id, _condition(shelf))
    )
    if after is not None:
        query = query.where(Order.id > after if waits else Order.id < after)
    query = query.order_by(Order.id if waits else Order.id.desc()).limit(PAGE + 1)
    return [
        OrderRow(
            id=row.id,
            number=row.number,
            placed_at=row.placed_at,
            country=row.country,
            recipient=addresses.full_name(row.country, row.address),
            total=row.total,
            pieces=row.pieces,
            state=row.state,
        )
        for row in session.execute(query)
    ]


def count_by_shelf(session: Session, organisation_id: int) -> Mapping[Shelf, int]:
    """How many orders wait for what."""
    confirmed = OrderConfirmation.order_id.is_not(None)
    rows = session.execute(
        select(Order.state, confirmed, func.count())
        .outerjoin(OrderConfirmation, OrderConfirmation.order_id == Order.id)
        .where(Order.organisation_id == organisation_id)
        .group_by(Order.state, confirmed)
    )
    counts = dict.fromkeys(Shelf, 0)
    for state, is_confirmed, count in rows:
        counts[_shelf_of(state, is_confirmed=bool(is_confirmed))] += count
    return counts


def _shelf_of(state: OrderState, *, is_confirmed: bool) -> Shelf:
    if state is OrderState.PAID:
        return Shelf.TO_PACK if is_confirmed else Shelf.TO_CONFIRM
    if state in {OrderState.SHIPPED, OrderState.DELIVERED}:
        return Shelf.SENT
    others = {OrderState.PLACED: Shelf.UNPAID, OrderState.AUTHORISED: Shelf.TO_WEIGH}
    return others.get(state, Shelf.CANCELLED)


def get_page(session: Session, organisation_id: int, order_id: int) -> OrderPage:
    """One order of this business. Raises NotFoundError for another's."""
    order = session.scalars(
        select(Order)
        .where(Order.id == order_id, Order.organisation_id == organisation_id)
        .options(joinedload(Order.purchase))
    ).one_or_none()
    if order is None:
        raise NotFoundError(str(order_id))
    purchase = order.purchase
    transitions = session.scalars(
        select(OrderTransition)
        .where(OrderTransition.order_id == order_id)
        .order_by(OrderTransition.id)
    )
    return OrderPage(
        order=order,
        purchase=purchase,
        recipient=addresses.full_name(purchase.country, purchase.address),
        address=list(addresses.written(purchase.country, purchase.address)),
        confirmation=session.get(OrderConfirmation, order_id),
        transitions=list(transitions),
    )


def oldest_at(session: Session, organisation_id: int, shelf: Shelf) -> datetime | None:
    """When the longest waiting order of a shelf was placed."""
    return session.scalar(
        select(func.min(Order.placed_at))
        .outerjoin(OrderConfirmation, OrderConfirmation.order_id == Order.id)
        .where(Order.organisation_id == organisation_id, _condition(shelf))
    )


def count_parcels_to_pack(session: Session, organisation_id: int) -> int:
    """Parcels of confirmed orders that have not left yet."""
    return (
        session.scalar(
            select(func.count(Parcel.id))
            .join(Order, Order.id == Parcel.order_id)
            .join(OrderConfirmation, OrderConfirmation.order_id == Order.id)
            .where(
                Order.organisation_id == organisation_id,
                Order.state == OrderState.PAID,
                Parcel.state == ParcelState.PACKING,
            )
        )
        or 0
    )
