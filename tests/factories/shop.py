"""Storefronts, products and stock."""

from datetime import date
from itertools import count
from typing import Any

import pytest
from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from i18n.locales import CODES
from i18n.translated import TextState
from shop.catalogue.models import (
    Category,
    OriginStage,
    Product,
    ProductState,
    ProductText,
    TaxClass,
    Temperature,
    Variant,
)
from shop.delivery.models import DeliveryRate
from shop.export import service as export
from shop.export.service import Abroad, Place
from shop.stock.models import StockItem
from shop.storefronts.licences import LIQUOR, Licence
from shop.storefronts.models import Storefront, StorefrontState, StorefrontText
from tests.factories import identity

_numbers = count(1)
NAMES = {
    "ja": "本枯節 削りぶし",
    "en": "Shaved katsuobushi",
    "zh-Hant": "柴魚片",
    "zh-Hans": "鲣鱼花",
    "th": "ปลาโอแห้งขูดฝอย",
    "ko": "가쓰오부시",
}


def storefront(uow: UnitOfWork, *, name: str = "丸山鰹節店", slug: str = "") -> Storefront:
    """An open storefront of a new vendor, with a name in all six written forms."""
    organisation = identity.vendor(uow, name=name)
    shop = Storefront(
        organisation_id=organisation.id,
        slug=slug or f"shop-{next(_numbers)}",
        state=StorefrontState.OPEN,
        created_at=uow.now,
        prefecture="静岡県",
        city="焼津市",
        licences={LIQUOR: Licence(number="酒-1", issuer="藤枝税務署").as_json()},
    )
    uow.session.add(shop)
    uow.session.flush()
    uow.session.add_all(
        StorefrontText(
            storefront_id=organisation.id, locale=code, name=name, state=TextState.REVIEWED
        )
        for code in CODES
    )
    uow.session.flush()
    return shop


def category(uow: UnitOfWork, *, key: str = "") -> Category:
    found = Category(
        key=key or f"category-{next(_numbers)}",
        position=next(_numbers),
        names={code: NAMES[code] for code in CODES},
    )
    uow.session.add(found)
    uow.session.flush()
    return found


def product(
    uow: UnitOfWork,
    *,
    shop: Storefront | None = None,
    shelf: Category | None = None,
    names: dict[str, str] | None = None,
    price: int = 1480,
    stock: int = 10,
    temperature: Temperature = Temperature.AMBIENT,
    tax_class: TaxClass = TaxClass.FOOD,
    weight_g: int = 100,
    state: ProductState = ProductState.PUBLISHED,
    **more: Any,
) -> Product:
    """A published product with one variant in stock and reviewed texts in the forms of `names`."""
    shop = shop or storefront(uow)
    number = next(_numbers)
    made = Product(
        organisation_id=shop.organisation_id,
        category_id=(shelf or category(uow)).id,
        slug=f"product-{number}",
        state=state,
        temperature=temperature,
        tax_class=tax_class,
        created_at=uow.now,
        updated_at=uow.now,
        published_at=uow.now if state is ProductState.PUBLISHED else None,
        price_from=price,
        **more,
    )
    uow.session.add(made)
    uow.session.flush()
    uow.session.add_all(
        ProductText(
            product_id=made.id,
            locale=code,
            name=name,
            summary=name,
            state=TextState.REVIEWED,
            safety_state=TextState.REVIEWED,
        )
        for code, name in (names or NAMES).items()
    )
    made_variant = Variant(
        product_id=made.id,
        sku=f"SKU-{number}",
        position=1,
        price=price,
        net_weight_g=weight_g,
        shipping_weight_g=weight_g + 50,
    )
    uow.session.add(made_variant)
    uow.session.flush()
    uow.session.add(StockItem(variant_id=made_variant.id, on_hand=stock))
    uow.session.flush()
    if made.export_class:
        abroad(uow, made)
    return made


def abroad(uow: UnitOfWork, made: Product, *, packed: str = "静岡県", **more: Any) -> None:
    """Say where goods come from, with the market's own rules in place."""
    export.load(uow)
    places = [
        Place(stage=stage, prefecture=packed if stage is OriginStage.PACKING else "静岡県")
        for stage in OriginStage
    ]
    export.set_abroad(uow, made, Abroad(places=places, **more))


def variant(uow: UnitOfWork, made: Product) -> Variant:
    """The product's first variant."""
    return uow.session.scalars(
        select(Variant).where(Variant.product_id == made.id).order_by(Variant.position)
    ).first() or pytest.fail("no variant")


def delivery_rate(
    uow: UnitOfWork,
    *,
    shop: Storefront,
    zone: str,
    temperature: Temperature = Temperature.AMBIENT,
    up_to_g: int = 30000,
    fee: int = 880,
) -> DeliveryRate:
    rate = DeliveryRate(
        organisation_id=shop.organisation_id,
        zone=zone,
        temperature=temperature,
        up_to_g=up_to_g,
        fee=fee,
        days_min=1,
        days_max=2,
        valid_from=date(2026, 1, 1),
    )
    uow.session.add(rate)
    uow.session.flush()
    return rate
