"""Orders in the states that tests speak of."""

from itertools import count
from typing import Any

from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product, ProductText
from shop.orders.models import Order, OrderLine, Parcel, ParcelContent, Purchase
from shop.orders.states import OrderState, ParcelState, PurchaseState
from shop.stock import service as stock
from tests.factories import shop

_numbers = count(1)
ADDRESSES: dict[str, dict[str, Any]] = {
    "JP": {
        "family_name": "山田", "given_name": "太郎", "postal_code": "100-0001",
        "region": "東京都", "city": "千代田区", "street": "千代田1-1", "phone": "03-0000-0000",
    },
    "TH": {
        "given_name": "Somchai", "family_name": "Jaidee", "street": "99 Sukhumvit",
        "city": "Watthana", "region": "Bangkok", "postal_code": "10110", "phone": "+6620000000",
    },
}  # fmt: skip


def placed_order(
    uow: UnitOfWork,
    product: Product,
    *,
    quantity: int = 2,
    country: str = "JP",
    locale: str = "ja",
    is_test: bool = False,
) -> Order:
    """An order of one product with its goods set aside, in one parcel; nobody has paid yet."""
    number = f"T{next(_numbers):06d}"
    variant = shop.variant(uow, product)
    texts = uow.session.scalars(select(ProductText).where(ProductText.product_id == product.id))
    goods = variant.price * quantity
    order = Order(
        organisation_id=product.organisation_id,
        number=f"{number}-1",
        state=OrderState.PLACED,
        placed_at=uow.now,
        goods_total=goods,
        delivery_total=880,
        discount_total=0,
        total=goods + 880,
        vendor_names={},
        taxes=[],
        purchase=Purchase(
            number=number,
            token=f"token-{number}",
            placement_key=f"key-{number}",
            state=PurchaseState.PLACED,
            placed_at=uow.now,
            expires_at=uow.now,
            locale=locale,
            email="buyer@example.org",
            country=country,
            address=ADDRESSES[country],
            total=goods + 880,
            is_test=is_test,
        ),
    )
    line = OrderLine(
        variant_id=variant.id,
        product_id=product.id,
        sku=variant.sku,
        names={text.locale: text.name for text in texts},
        unit_price=variant.price,
        quantity=quantity,
        line_total=goods,
        discount=0,
        tax_class=product.tax_class,
        tax_rate_percent=8,
        temperature=product.temperature,
        net_weight_g=variant.net_weight_g,
        order=order,
    )
    parcel = Parcel(
        temperature=product.temperature,
        fee=880,
        state=ParcelState.PACKING,
        weight_g=variant.shipping_weight_g * quantity,
        order=order,
    )
    uow.session.add(order)
    uow.session.add(ParcelContent(quantity=quantity, parcel=parcel, line=line))
    uow.session.flush()
    stock.reserve(uow, reference=number, quantities={variant.id: quantity}, until=None)
    return order


def paid_order(uow: UnitOfWork, product: Product, **more: Any) -> Order:
    """An order whose whole amount is there."""
    order = placed_order(uow, product, **more)
    order.state, order.paid_at = OrderState.PAID, uow.now
    order.purchase.state, order.purchase.paid_at = PurchaseState.PAID, uow.now
    uow.session.flush()
    return order
