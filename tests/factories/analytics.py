"""Visits, and paid purchases as analytics reads them."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from analytics.visits.models import Channel, Device, EventKind, Visit, VisitEvent
from core.dates import TOKYO, tokyo_day
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product
from shop.orders.models import Order, OrderLine, Purchase
from shop.orders.states import OrderState, PurchaseState
from tests.factories import shop

_numbers = count(1)


def visit(
    uow: UnitOfWork,
    *,
    at: datetime | None = None,
    country: str = "JP",
    language: str = "ja",
    device: Device = Device.MOBILE,
    channel: Channel = Channel.SEARCH,
    campaign: str = "",
    views: int = 3,
    steps: tuple[EventKind, ...] = (),
    is_sample: bool = False,
) -> Visit:
    """A visit with page views and steps of the funnel."""
    at = at or uow.now
    made = Visit(
        id=next(_numbers),
        day=tokyo_day(at),
        hour=at.astimezone(TOKYO).hour,
        country=country,
        language=language,
        browser_language=language,
        device=device,
        channel=channel,
        landing="home",
        campaign=campaign,
        is_sample=is_sample,
    )
    uow.session.add(made)
    uow.session.flush()
    uow.session.add(VisitEvent(visit_id=made.id, kind=EventKind.VIEW, count=views))
    uow.session.add_all(VisitEvent(visit_id=made.id, kind=kind, product_id=1) for kind in steps)
    uow.session.flush()
    return made


def paid_purchase(
    uow: UnitOfWork,
    *products: Product,
    at: datetime | None = None,
    country: str = "JP",
    region: str = "静岡県",
    visit: dict[str, Any] | None = None,
    is_test: bool = False,
    quantity: int = 1,
    discount: int = 0,
) -> Purchase:
    """A purchase that was paid: one order and one line for every product."""
    at = at or uow.now
    number = f"T{next(_numbers):06d}"
    bought = products or (shop.product(uow),)
    purchase = Purchase(
        number=number,
        token=f"token-{number}",
        placement_key=f"key-{number}",
        state=PurchaseState.PAID,
        placed_at=at - timedelta(minutes=3),
        expires_at=at + timedelta(hours=1),
        paid_at=at,
        locale="ja",
        email="hanako@example.org",
        country=country,
        address={"region": region, "street": "本町1-1-1"},
        total=0,
        visit=visit or {},
        is_test=is_test,
    )
    uow.session.add(purchase)
    uow.session.flush()
    for at_position, product in enumerate(bought):
        purchase.orders.append(_order(uow, purchase, product, at_position, quantity, discount))
    purchase.total = sum(order.total for order in purchase.orders)
    uow.session.flush()
    return purchase


def _order(
    uow: UnitOfWork, purchase: Purchase, product: Product, at: int, quantity: int, discount: int
) -> Order:
    variant = shop.variant(uow, product)
    goods = variant.price * quantity
    order = Order(
        organisation_id=product.organisation_id,
        number=f"{purchase.number}-{at + 1}",
        state=OrderState.PAID,
        placed_at=purchase.placed_at,
        paid_at=purchase.paid_at,
        goods_total=goods,
        delivery_total=880,
        discount_total=discount,
        total=goods + 880 - discount,
        vendor_names={"ja": "丸山鰹節店"},
        taxes=[],
        purchase=purchase,
    )
    order.lines.append(
        OrderLine(
            variant_id=variant.id,
            product_id=product.id,
            sku=variant.sku,
            names={"ja": "本枯節"},
            unit_price=variant.price,
            quantity=quantity,
            line_total=goods,
            discount=discount,
            tax_class=product.tax_class,
            tax_rate_percent=8,
            temperature=product.temperature,
            net_weight_g=variant.net_weight_g,
        )
    )
    return order
