"""Reading a business's own products."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import Session

from core.media import urls as media
from core.media.models import Asset
from core.media.urls import PhotoView
from core.unit_of_work import UnitOfWork
from i18n.locales import CODES
from i18n.translated import Shown, TextState, shown
from shop.catalogue.labels import LabelKind, kind_of
from shop.catalogue.models import (
    Category,
    Photo,
    Product,
    ProductState,
    ProductText,
    Temperature,
    Variant,
)
from shop.delivery.models import DeliveryRate
from shop.export import queries as export
from shop.export.countries import HOME, region_of
from shop.export.queries import AT_HOME, Verdict
from shop.stock.models import StockItem

PAGE: Final = 24


@dataclass(frozen=True, kw_only=True)
class ProductLine:
    """A product in the desk's list."""

    id: int
    name: str
    locale: str
    state: ProductState
    temperature: Temperature
    price_from: int
    free: int
    picture: PhotoView | None
    unreviewed: tuple[str, ...]
    """Written forms in which it is not sold, for nobody has reviewed its label in them."""


@dataclass(frozen=True)
class Destination:
    """Whether a product may go to a country, and whether the business has said a fee for it."""

    country: str
    verdict: Verdict
    has_rate: bool

    @property
    def is_open(self) -> bool:
        return self.verdict.is_open and self.has_rate


def _rows() -> Select[Product, str, Asset, int]:
    """Products with their own name, first picture and what may be sold of them."""
    free = (
        select(func.coalesce(func.sum(StockItem.on_hand - StockItem.reserved), 0))
        .join(Variant, Variant.id == StockItem.variant_id)
        .where(Variant.product_id == Product.id, Variant.is_active)
        .scalar_subquery()
    )
    return (
        select(Product, ProductText.name, Asset, free)
        .outerjoin(
            ProductText,
            and_(
                ProductText.product_id == Product.id,
                ProductText.locale == Product.source_locale,
            ),
        )
        .outerjoin(Photo, and_(Photo.product_id == Product.id, Photo.position == 1))
        .outerjoin(Asset, Asset.id == Photo.asset_id)
    )


def list_products(
    session: Session,
    organisation_id: int,
    *,
    state: ProductState | None = None,
    after: int | None = None,
) -> list[ProductLine]:
    """The newest products first, `PAGE` and one more, in two statements."""
    query = _rows().where(Product.organisation_id == organisation_id)
    if state is not None:
        query = query.where(Product.state == state)
    if after is not None:
        query = query.where(Product.id < after)
    rows = session.execute(query.order_by(Product.id.desc()).limit(PAGE + 1)).all()
    blocked = unreviewed(session, [row[0] for row in rows])
    return [
        ProductLine(
            id=product.id,
            name=name or product.slug,
            locale=product.source_locale,
            state=product.state,
            temperature=product.temperature,
            price_from=product.price_from,
            free=int(count),
            picture=media.photo(asset),
            unreviewed=blocked[product.id],
        )
        for product, name, asset, count in rows
    ]


def unreviewed(session: Session, products: Sequence[Product]) -> dict[int, tuple[str, ...]]:
    """The written forms in which each product's label still waits for a review."""
    reviewed = session.execute(
        select(ProductText.product_id, ProductText.locale).where(
            ProductText.product_id.in_([product.id for product in products]),
            ProductText.safety_state == TextState.REVIEWED,
        )
    )
    done = {(row.product_id, row.locale) for row in reviewed}
    return {
        product.id: ()
        if kind_of(product.label) is LabelKind.NONFOOD
        else tuple(code for code in CODES if (product.id, code) not in done)
        for product in products
    }


def count_by_state(session: Session, organisation_id: int) -> Mapping[ProductState, int]:
    """How many products a business has in each state."""
    rows = session.execute(
        select(Product.state, func.count())
        .where(Product.organisation_id == organisation_id)
        .group_by(Product.state)
    )
    found = {row[0]: row[1] for row in rows}
    return {state: found.get(state, 0) for state in ProductState}


def list_categories(session: Session, locale: str) -> list[tuple[int, Shown]]:
    """The market's shelves, in their order."""
    rows = session.scalars(select(Category).order_by(Category.position, Category.id))
    return [(row.id, shown(row.names, locale)) for row in rows]


def texts(session: Session, product_id: int) -> Mapping[str, ProductText]:
    """A product's words by written form."""
    rows = session.scalars(select(ProductText).where(ProductText.product_id == product_id))
    return {row.locale: row for row in rows}


def variants(session: Session, product_id: int) -> Sequence[tuple[Variant, int]]:
    """A product's sizes in their order, with what may still be promised of each."""
    rows = session.execute(
        select(Variant, func.coalesce(StockItem.on_hand - StockItem.reserved, 0))
        .outerjoin(StockItem, StockItem.variant_id == Variant.id)
        .where(Variant.product_id == product_id)
        .order_by(Variant.is_active.desc(), Variant.position)
    )
    return [(row[0], int(row[1])) for row in rows]


def photos(session: Session, product_id: int) -> Sequence[Photo]:
    """A product's pictures in their order."""
    return session.scalars(
        select(Photo).where(Photo.product_id == product_id).order_by(Photo.position)
    ).all()


def where_to(uow: UnitOfWork, product: Product) -> list[Destination]:
    """Countries to which this product may go by what is known, and whether a fee is there."""
    zones = set(
        uow.session.scalars(
            select(DeliveryRate.zone).where(
                DeliveryRate.organisation_id == product.organisation_id,
                DeliveryRate.temperature == product.temperature,
            )
        )
    )
    at_home = any(zone.startswith("jp-") for zone in zones)
    return [
        Destination(HOME, AT_HOME, at_home),
        *(
            Destination(verdict.country, verdict, is_priced(verdict.country, zones))
            for verdict in export.of_draft(uow, product)
        ),
    ]


def is_priced(region: str, zones: Collection[str]) -> bool:
    """Whether the business has said a fee for a region: for one of its countries is enough."""
    return any(region_of(zone) == region for zone in zones)
