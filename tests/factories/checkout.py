"""Purchases in the state a test's name speaks of."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product
from shop.checkout.service import Placement, place_order
from shop.orders import service as orders
from shop.orders.models import Purchase
from shop.pricing.quotes import QuoteRequest, Wanted
from shop.pricing.service import quote
from tests.factories import shop as make

_numbers = count(1)
OSAKA = {
    "family_name": "鈴木",
    "given_name": "花子",
    "postal_code": "530-0001",
    "region": "大阪府",
    "city": "大阪市北区",
    "street": "梅田1-1-1",
    "phone": "06-1234-5678",
}


def sold_product(uow: UnitOfWork, **more: Any) -> Product:
    """A product whose business delivers to Kansai."""
    shop = more.pop("shop", None) or make.storefront(uow)
    temperature = more.get("temperature")
    rate = {"temperature": temperature} if temperature else {}
    make.delivery_rate(uow, shop=shop, zone="jp-kansai", **rate)
    return make.product(uow, shop=shop, **more)


def request(uow: UnitOfWork, wanted: Sequence[tuple[Product, int]], **more: Any) -> QuoteRequest:
    values: dict[str, Any] = {
        "items": tuple(
            Wanted(variant_id=make.variant(uow, product).id, quantity=quantity)
            for product, quantity in wanted
        ),
        "locale": "ja",
        "country": "JP",
        "region": "大阪府",
        "email": "hanako@example.org",
        **more,
    }
    return QuoteRequest(**values)


def placement(
    uow: UnitOfWork, wanted: Sequence[tuple[Product, int]], *, key: str = "", **more: Any
) -> Placement:
    """A form that agrees to today's total."""
    asked = request(uow, wanted, **more)
    total = more.get("seen_total", quote(uow, asked).total)
    agreed = request(uow, wanted, **{**more, "seen_total": total})
    return Placement(
        key=key or f"form-{next(_numbers)}", request=agreed, address=OSAKA, is_of_age=True
    )


def placed(uow: UnitOfWork, wanted: Sequence[tuple[Product, int]], **more: Any) -> Purchase:
    """A purchase that waits to be paid."""
    purchase = place_order(uow, placement(uow, wanted, **more))
    uow.session.flush()
    return purchase


def paid(uow: UnitOfWork, wanted: Sequence[tuple[Product, int]], **more: Any) -> Purchase:
    """A purchase that is paid and waits to be packed."""
    purchase = placed(uow, wanted, **more)
    assert orders.mark_paid(uow, purchase.id)
    uow.session.flush()
    return purchase


def sent(uow: UnitOfWork, *products: Product, **more: Any) -> Purchase:
    """A purchase whose parcels have all left."""
    purchase = paid(uow, [(product, 1) for product in products], **more)
    for order in purchase.orders:
        for parcel in order.parcels:
            orders.ship(uow, parcel.id, carrier="yamato", tracking_number="1")
    uow.session.flush()
    return purchase
