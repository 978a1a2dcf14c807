"""Product cards: what a list shows of many products, in a fixed number of statements."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, select

from core.dates import tokyo_day
from core.media import urls as media
from core.media.models import Asset
from core.media.urls import PhotoView
from core.unit_of_work import UnitOfWork
from i18n.locales import CODES
from i18n.translated import NOTHING, Shown, shown
from shop.catalogue import ports
from shop.catalogue.models import (
    Photo,
    Product,
    ProductState,
    ProductText,
    TaxClass,
    Temperature,
    Variant,
)
from shop.catalogue.unit_prices import UnitPrice, unit_price
from shop.storefronts import queries as storefronts
from shop.storefronts.models import Storefront, StorefrontState
from shop.storefronts.queries import Maker

NEW_FOR: Final = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Offer:
    """A variant as a buyer sees it, with the price of its measure."""

    id: int
    product_id: int
    sku: str
    price: int
    unit: UnitPrice | None
    net_weight_g: int
    volume_ml: int | None
    pieces: int | None
    label: Shown
    available: int
    keeps_until: date | None = None
    least_weight_g: int | None = None
    """Where it is cut to order: the price is then that of `net_weight_g`, the most it may cost."""


@dataclass(frozen=True, kw_only=True)
class ProductCard:
    """A product in a list; `days_left` is what it promises on arrival."""

    id: int
    slug: str
    name: Shown
    name_ja: str
    maker: Maker
    price: int
    unit: UnitPrice | None
    is_alcohol: bool
    temperature: Temperature
    picture: PhotoView | None
    is_available: bool
    is_in_season: bool
    is_new: bool
    has_choices: bool
    sku: str
    is_cut: bool = False
    """Whether the price is the most it may cost, because it is cut to order."""
    days_left: int | None = None
    reviews: int = 0
    rating: int = 0
    """The mean of the reviews in tenths of a star."""


def is_on_sale() -> ColumnElement[bool]:
    """The condition of every public list: published, by a business whose storefront is open."""
    open_shops = select(Storefront.organisation_id).where(Storefront.state == StorefrontState.OPEN)
    return and_(Product.state == ProductState.PUBLISHED, Product.organisation_id.in_(open_shops))


def rating(count: int, stars: int) -> int:
    """The mean of reviews in tenths of a star, rounded half up; 0 without any."""
    return (20 * stars + count) // (2 * count) if count else 0


def _column(code: str) -> str:
    return f"name_{code.lower().replace('-', '_')}"


def _names() -> list[Any]:
    """A product's name in each written form, read with its row: six looks by key, no statement."""
    return [
        select(ProductText.name)
        .where(ProductText.product_id == Product.id, ProductText.locale == code)
        .correlate(Product)
        .scalar_subquery()
        .label(_column(code))
        for code in CODES
    ]


def rows(*, with_names: bool = True) -> Any:
    """A product's own columns with its first picture, for whoever adds the conditions."""
    return (
        select(
            Product.id,
            Product.slug,
            Product.organisation_id,
            Product.category_id,
            Product.temperature,
            Product.season_mask,
            Product.published_at,
            Product.price_from,
            Product.popularity,
            Product.review_count,
            Product.stars_total,
            Product.days_left_on_arrival,
            Product.tax_class,
            Photo.alts,
            *media.COLUMNS,
            *(_names() if with_names else ()),
        )
        .outerjoin(Photo, and_(Photo.product_id == Product.id, Photo.position == 1))
        .outerjoin(Asset, Asset.id == Photo.asset_id)
    )


def read(uow: UnitOfWork, statement: Any) -> Sequence[Any]:
    """Rows of `rows()` with what was added to it."""
    return uow.session.execute(statement).all()


def named(row: Any) -> dict[str, str]:
    """Names by written form, of a row that carries them."""
    found = ((code, getattr(row, _column(code))) for code in CODES)
    return {code: name for code, name in found if name}


def offers(uow: UnitOfWork, product_ids: Sequence[int], locale: str) -> dict[int, list[Offer]]:
    """Active variants by product, in the business's order, with what can be bought now."""
    found: dict[int, list[Offer]] = {product_id: [] for product_id in product_ids}
    if not found:
        return found
    variants = uow.session.execute(
        select(
            Variant.id,
            Variant.product_id,
            Variant.sku,
            Variant.price,
            Variant.net_weight_g,
            Variant.pieces,
            Variant.volume_ml,
            Variant.least_weight_g,
            Variant.labels,
            Product.tax_class,
        )
        .join(Product, Product.id == Variant.product_id)
        .where(Variant.product_id.in_(found), Variant.is_active)
        .order_by(Variant.product_id, Variant.position)
    ).all()
    stock = ports.supplies(uow, [row.id for row in variants])
    for row in variants:
        found[row.product_id].append(_offer(row, stock.get(row.id, ports.Supply()), locale))
    return found


def _offer(row: Any, supply: ports.Supply, locale: str) -> Offer:
    return Offer(
        id=row.id,
        product_id=row.product_id,
        sku=row.sku,
        price=row.price,
        unit=unit_price(
            row.price,
            tax_class=row.tax_class,
            net_weight_g=row.net_weight_g,
            volume_ml=row.volume_ml,
            pieces=row.pieces,
        ),
        net_weight_g=row.net_weight_g,
        volume_ml=row.volume_ml,
        pieces=row.pieces,
        label=shown(row.labels, locale),
        available=supply.free,
        keeps_until=supply.keeps_until,
        least_weight_g=row.least_weight_g,
    )


def cards(
    uow: UnitOfWork,
    found: Sequence[Any],
    locale: str,
    makers: Mapping[int, Maker] | None = None,
) -> list[ProductCard]:
    """Cards of rows, in their order: variants, stock and, unless given, makers."""
    ids = list({row.id: None for row in found})
    offered = offers(uow, ids, locale)
    known = makers or storefronts.makers(uow, {row.organisation_id for row in found}, locale)
    return [
        card(uow, row, named(row), offered[row.id], known[row.organisation_id], locale)
        for row in found
    ]


def card(
    uow: UnitOfWork,
    row: Any,
    named: Mapping[str, str],
    offered: Sequence[Offer],
    maker: Maker,
    locale: str,
) -> ProductCard:
    """One card of what was read."""
    name = shown(named, locale)
    buyable = [offer for offer in offered if offer.available > 0] or list(offered)
    best = min(buyable, key=lambda offer: (offer.price, offer.id), default=None)
    month = tokyo_day(uow.now).month
    return ProductCard(
        id=row.id,
        slug=row.slug,
        name=name,
        name_ja=named.get("ja", "") if name.locale != "ja" else "",
        maker=maker,
        price=best.price if best else row.price_from,
        unit=best.unit if best else None,
        is_alcohol=row.tax_class is TaxClass.ALCOHOL,
        temperature=row.temperature,
        picture=media.photo_of(row, alt_of(row.alts, name, locale)),
        is_available=any(offer.available > 0 for offer in offered),
        is_in_season=bool(row.season_mask & (1 << month)),
        is_new=row.published_at is not None and uow.now - row.published_at < NEW_FOR,
        has_choices=len(offered) > 1,
        sku=best.sku if best else "",
        is_cut=bool(best and best.least_weight_g is not None),
        days_left=row.days_left_on_arrival,
        reviews=row.review_count,
        rating=rating(row.review_count, row.stars_total),
    )


def alt_of(alts: Mapping[str, str] | None, name: Shown, locale: str) -> str:
    """The words for a picture; beside a name that says it, a picture needs none."""
    words = shown(alts or {}, locale)
    if words and not words.is_fallback:
        return words.text
    return name.text if name is not NOTHING else ""
