"""What was sold, for packages above: frozen and free of anything that names a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shop.catalogue.models import Category, Product, TaxClass, Temperature
from shop.orders.models import Order, OrderLine, Parcel, Purchase
from shop.orders.states import OrderState, ParcelState

SOLD = (OrderState.PAID, OrderState.SHIPPED, OrderState.DELIVERED)


@dataclass(frozen=True, kw_only=True)
class SoldLine:
    """One line of a paid order. `amount` is what the buyer paid for its goods, tax included."""

    line_id: int
    purchase_id: int
    order_id: int
    order_number: str
    organisation_id: int
    product_id: int
    variant_id: int
    sku: str
    category_key: str
    tax_class: TaxClass
    temperature: Temperature
    quantity: int
    net_weight_g: int
    amount: int
    discount: int
    tax_rate_percent: int
    placed_at: datetime
    paid_at: datetime
    country: str
    region: str
    locale: str
    is_test: bool
    visit: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class OrderFact:
    """A business's order as a whole, in any state."""

    order_id: int
    purchase_id: int
    number: str
    organisation_id: int
    state: OrderState
    goods_total: int
    delivery_total: int
    discount_total: int
    total: int
    placed_at: datetime
    paid_at: datetime | None
    shipped_at: datetime | None
    country: str
    locale: str
    is_test: bool
    visit: Mapping[str, Any]
    wrapping_total: int = 0


@dataclass(frozen=True, kw_only=True)
class ParcelFact:
    """A parcel's way: when it was promised, when it left."""

    parcel_id: int
    order_id: int
    organisation_id: int
    temperature: Temperature
    state: ParcelState
    shipped_at: datetime | None
    delivered_at: datetime | None


def sold_lines(
    session: Session,
    since: datetime,
    until: datetime,
    *,
    organisation_id: int | None = None,
) -> list[SoldLine]:
    """Lines of orders that were paid in [since, until) and not cancelled later, by line."""
    query = (
        select(OrderLine, Order, Purchase, Category.key)
        .join(Order, OrderLine.order_id == Order.id)
        .join(Purchase, Order.purchase_id == Purchase.id)
        .join(Product, OrderLine.product_id == Product.id)
        .join(Category, Product.category_id == Category.id)
        .where(Order.paid_at >= since, Order.paid_at < until, Order.state.in_(SOLD))
        .order_by(OrderLine.id)
    )
    if organisation_id is not None:
        query = query.where(Order.organisation_id == organisation_id)
    rows = session.execute(query)
    return [_sold_line(line, order, purchase, key) for line, order, purchase, key in rows]


def _sold_line(line: OrderLine, order: Order, purchase: Purchase, category_key: str) -> SoldLine:
    return SoldLine(
        line_id=line.id,
        purchase_id=purchase.id,
        order_id=order.id,
        order_number=order.number,
        organisation_id=order.organisation_id,
        product_id=line.product_id,
        variant_id=line.variant_id,
        sku=line.sku,
        category_key=category_key,
        tax_class=line.tax_class,
        temperature=line.temperature,
        quantity=line.quantity,
        net_weight_g=line.net_weight_g,
        amount=line.line_total - line.discount,
        discount=line.discount,
        tax_rate_percent=line.tax_rate_percent,
        placed_at=order.placed_at,
        paid_at=order.paid_at or order.placed_at,
        country=purchase.country,
        region=str(purchase.address.get("region", "")),
        locale=purchase.locale,
        is_test=purchase.is_test,
        visit=dict(purchase.visit),
    )


def orders(
    session: Session,
    since: datetime,
    until: datetime,
    *,
    organisation_id: int | None = None,
) -> list[OrderFact]:
    """Orders that were placed in [since, until), in any state, by key."""
    query = (
        select(Order, Purchase)
        .join(Purchase, Order.purchase_id == Purchase.id)
        .where(Order.placed_at >= since, Order.placed_at < until)
        .order_by(Order.id)
    )
    if organisation_id is not None:
        query = query.where(Order.organisation_id == organisation_id)
    return [_order_fact(order, purchase) for order, purchase in session.execute(query)]


def find_order(session: Session, order_id: int) -> OrderFact | None:
    """One order, for a hearer of an event that names it."""
    row = session.execute(
        select(Order, Purchase)
        .join(Purchase, Order.purchase_id == Purchase.id)
        .where(Order.id == order_id)
    ).one_or_none()
    return _order_fact(row[0], row[1]) if row else None


def _order_fact(order: Order, purchase: Purchase) -> OrderFact:
    return OrderFact(
        order_id=order.id,
        purchase_id=purchase.id,
        number=order.number,
        organisation_id=order.organisation_id,
        state=order.state,
        goods_total=order.goods_total,
        delivery_total=order.delivery_total,
        discount_total=order.discount_total,
        wrapping_total=order.wrapping_total,
        total=order.total,
        placed_at=order.placed_at,
        paid_at=order.paid_at,
        shipped_at=order.shipped_at,
        country=purchase.country,
        locale=purchase.locale,
        is_test=purchase.is_test,
        visit=dict(purchase.visit),
    )


def parcels(session: Session, order_id: int) -> list[ParcelFact]:
    """An order's parcels, by key."""
    rows = session.execute(
        select(Parcel, Order.organisation_id)
        .join(Order, Parcel.order_id == Order.id)
        .where(Parcel.order_id == order_id)
        .order_by(Parcel.id)
    )
    return [
        ParcelFact(
            parcel_id=parcel.id,
            order_id=order_id,
            organisation_id=organisation_id,
            temperature=parcel.temperature,
            state=parcel.state,
            shipped_at=parcel.shipped_at,
            delivered_at=parcel.delivered_at,
        )
        for parcel, organisation_id in rows
    ]


def buyer_of(session: Session, purchase_id: int) -> str:
    """The e-mail address of a purchase's buyer, for limits per buyer; never to be kept."""
    return session.scalars(select(Purchase.email).where(Purchase.id == purchase_id)).one()
