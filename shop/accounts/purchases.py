"""One's orders: found again, and ordered again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import ColumnElement, Text, and_, cast, func, or_, select

from core.dates import TOKYO, tokyo_day
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from i18n.translated import shown
from shop.cart import service as cart
from shop.orders.models import Order, OrderLine, Purchase
from shop.orders.states import OrderState, PurchaseState

PAGE: Final = 20


class Shelf(StrEnum):
    """What a purchase waits for."""

    ALL = "all"
    TO_PAY = "to-pay"
    ON_ITS_WAY = "on-its-way"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


@dataclass(frozen=True, kw_only=True)
class Found:
    """A page of one's purchases; `years` are those with any, `after` begins the next page."""

    purchases: Sequence[Purchase]
    years: Sequence[int]
    after: int | None


def find(
    uow: UnitOfWork,
    *,
    shelf: Shelf = Shelf.ALL,
    year: int | None = None,
    words: str = "",
    after: int | None = None,
) -> Found:
    """The signed-in person's purchases, newest first, as the filters ask."""
    mine = Purchase.user_id == uow.actor.user_id
    query = select(Purchase).where(mine, *_conditions(shelf))
    if year is not None:
        first, last = datetime(year, 1, 1, tzinfo=TOKYO), datetime(year + 1, 1, 1, tzinfo=TOKYO)
        query = query.where(Purchase.placed_at >= first, Purchase.placed_at < last)
    if after is not None:
        query = query.where(Purchase.id < after)
    if wanted := words.strip():
        query = query.where(_says(wanted))
    rows = uow.session.scalars(query.order_by(Purchase.id.desc()).limit(PAGE + 1)).all()
    return Found(
        purchases=rows[:PAGE],
        years=_years(uow),
        after=rows[PAGE - 1].id if len(rows) > PAGE else None,
    )


def _years(uow: UnitOfWork) -> list[int]:
    """From this year back to that of one's first purchase; none before there is any."""
    first = uow.session.scalar(
        select(func.min(Purchase.placed_at)).where(Purchase.user_id == uow.actor.user_id)
    )
    if first is None:
        return []
    return list(range(tokyo_day(uow.now).year, tokyo_day(first).year - 1, -1))


def _conditions(shelf: Shelf) -> list[ColumnElement[bool]]:
    of_purchase = Order.purchase_id == Purchase.id
    on_its_way = {OrderState.AUTHORISED, OrderState.PAID, OrderState.SHIPPED}
    under_way = select(Order.id).where(of_purchase, Order.state.in_(on_its_way)).exists()
    arrived = select(Order.id).where(of_purchase, Order.state == OrderState.DELIVERED).exists()
    table: dict[Shelf, list[ColumnElement[bool]]] = {
        Shelf.ALL: [],
        Shelf.TO_PAY: [Purchase.state.in_({PurchaseState.PLACED, PurchaseState.PENDING})],
        Shelf.ON_ITS_WAY: [
            Purchase.state.in_({PurchaseState.AUTHORISED, PurchaseState.PAID}),
            under_way,
        ],
        Shelf.DELIVERED: [Purchase.state == PurchaseState.PAID, and_(arrived, ~under_way)],
        Shelf.CANCELLED: [Purchase.state.in_({PurchaseState.CANCELLED, PurchaseState.EXPIRED})],
    }
    return table[shelf]


def _says(words: str) -> ColumnElement[bool]:
    """Whether a purchase's number, or the name of something in it, holds the words."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    pattern = f"%{escaped.lower()}%"
    names = func.lower(cast(OrderLine.names, Text))
    in_lines = (
        select(OrderLine.id)
        .join(Order, OrderLine.order_id == Order.id)
        .where(Order.purchase_id == Purchase.id, names.like(pattern, escape="\\"))
    )
    return or_(func.lower(Purchase.number).like(pattern, escape="\\"), in_lines.exists())


@dataclass(frozen=True, kw_only=True)
class Reordered:
    """What was put into the cart again: the cart's token, how many kinds, and what was left out."""

    token: str
    added: int
    missing: Sequence[str]


def reorder(uow: UnitOfWork, purchase: Purchase, *, locale: str, token: str | None) -> Reordered:
    """Put what is still sold into the cart; the names of the rest are said.

    What the cart refuses is left out rather than blocking the whole.
    """
    found = cart.open_cart(uow, token)
    added, missing = 0, list[str]()
    for order in purchase.orders:
        for line in order.lines:
            try:
                cart.add(uow, found, variant_id=line.variant_id, quantity=line.quantity)
            except DomainError:
                missing.append(shown(line.names, locale).text)
            else:
                added += 1
    uow.session.flush()
    return Reordered(token=found.token, added=added, missing=missing)


def get_own(uow: UnitOfWork, purchase_id: int) -> Purchase:
    """One of one's own purchases. Raises NotFoundError, for anybody else's too."""
    found = uow.session.get(Purchase, purchase_id)
    if found is None or found.user_id is None or found.user_id != uow.actor.user_id:
        raise NotFoundError
    return found
