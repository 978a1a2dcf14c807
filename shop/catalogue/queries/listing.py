"""Lists of published products: filtered, sorted and paged by key."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import ColumnElement, func, literal, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute

from core.dates import tokyo_day
from core.media import urls as media
from core.media.models import Asset
from core.media.urls import PhotoView
from core.unit_of_work import UnitOfWork
from core.web.versions import Remembered
from i18n.translated import Shown, shown
from shop.catalogue.models import Category, Product, Temperature
from shop.catalogue.queries import cards
from shop.catalogue.queries.cards import ProductCard
from shop.storefronts import queries as storefronts
from shop.storefronts.queries import Maker

PAGE: Final = 24
COUNTED: Final = 1000
BUSINESSES: Final = 30
FACES: Final = 6
MICROSECONDS: Final = 1_000_000


class Sort(StrEnum):
    NEWEST = "newest"
    CHEAPEST = "price"
    POPULAR = "popular"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a visitor wants to see. `after` and `before` are cursors of an earlier page."""

    category: str = ""
    business: str = ""
    temperature: Temperature | None = None
    sort: Sort = Sort.NEWEST
    after: str = ""
    before: str = ""

    @property
    def is_filtered(self) -> bool:
        return bool(self.category or self.business or self.temperature)


@dataclass(frozen=True)
class CategoryLine:
    """A shelf with how much stands on it."""

    id: int
    key: str
    name: Shown
    product_count: int
    drawing: PhotoView | None


@dataclass(frozen=True)
class Listing:
    """One page of a list. `total` is counted up to a thousand; beyond it `is_more` is set."""

    cards: list[ProductCard]
    categories: list[CategoryLine]
    makers: list[Maker]
    total: int
    is_more: bool
    next: str
    previous: str


_COLUMNS: Final[dict[Sort, InstrumentedAttribute[Any]]] = {
    Sort.NEWEST: Product.published_at,
    Sort.CHEAPEST: Product.price_from,
    Sort.POPULAR: Product.popularity,
}


_shelves: Final = Remembered[list[CategoryLine]]("catalogue", "media")


def list_categories(uow: UnitOfWork, locale: str) -> list[CategoryLine]:
    """All shelves in their order, with their drawings."""
    return _shelves.get(uow, locale, lambda: _read_categories(uow, locale))


def _read_categories(uow: UnitOfWork, locale: str) -> list[CategoryLine]:
    found = uow.session.execute(
        select(Category.id, Category.key, Category.names, Category.product_count, *media.COLUMNS)
        .outerjoin(Asset, Asset.id == Category.drawing_id)
        .order_by(Category.position, Category.id)
    )
    return [
        CategoryLine(
            row.id, row.key, shown(row.names, locale), row.product_count, media.photo_of(row)
        )
        for row in found
    ]


def list_products(uow: UnitOfWork, wish: Wish, locale: str) -> Listing:
    """A page of 24 with its filters; six statements however many products there are."""
    conditions = _conditions(wish)
    found, has_more = _page(uow, wish, conditions)
    categories = list_categories(uow, locale)
    on_page = {row.organisation_id for row in found}
    makers = storefronts.makers(uow, on_page, locale, and_largest=BUSINESSES)
    total = found[0].total if found else 0
    if not wish.is_filtered:
        total = sum(category.product_count for category in categories)
    has_next = has_more if not wish.before else bool(found)
    has_previous = has_more if wish.before else bool(wish.after and found)
    return Listing(
        cards=cards.cards(uow, found, locale, makers),
        categories=categories,
        makers=sorted(makers.values(), key=lambda maker: (-maker.product_count, maker.slug)),
        total=total,
        is_more=wish.is_filtered and total > COUNTED,
        next=_cursor(found[-1], wish.sort) if has_next else "",
        previous=_cursor(found[0], wish.sort) if has_previous else "",
    )


def _conditions(wish: Wish) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [cards.is_on_sale()]
    if wish.category:
        shelf = select(Category.id).where(Category.key == wish.category).scalar_subquery()
        conditions.append(Product.category_id == shelf)
    if wish.business:
        conditions.append(Product.organisation_id == storefronts.id_of(wish.business))
    if wish.temperature:
        conditions.append(Product.temperature == wish.temperature)
    return conditions


def _page(
    uow: UnitOfWork, wish: Wish, conditions: Sequence[ColumnElement[bool]]
) -> tuple[Sequence[Any], bool]:
    """Rows of the page in the order they are shown, and whether there are more beyond them."""
    column = _COLUMNS[wish.sort]
    goes_up = (wish.sort is Sort.CHEAPEST) != bool(wish.before)
    counted = select(literal(1)).where(*conditions).limit(COUNTED + 1).subquery()
    total = select(func.count()).select_from(counted).scalar_subquery()
    statement = cards.rows().add_columns(total.label("total")).where(*conditions)
    position = _position(wish.after or wish.before, wish.sort)
    if position is not None:
        here = tuple_(column, Product.id)
        there = tuple_(literal(position[0], column.type), literal(position[1]))
        statement = statement.where(here > there if goes_up else here < there)
    order = [column.asc(), Product.id.asc()] if goes_up else [column.desc(), Product.id.desc()]
    found = cards.read(uow, statement.order_by(*order).limit(PAGE + 1))
    shown_rows = found[:PAGE]
    return (shown_rows[::-1] if wish.before else shown_rows), len(found) > PAGE


def _cursor(row: Any, sort: Sort) -> str:
    if sort is Sort.NEWEST:
        published: datetime = row.published_at
        value = int(published.timestamp()) * MICROSECONDS + published.microsecond
    else:
        value = int(row.price_from if sort is Sort.CHEAPEST else row.popularity)
    return f"{value}-{row.id}"


def _position(cursor: str, sort: Sort) -> tuple[Any, int] | None:
    """Where a cursor stands; None for one that was not made by us."""
    value, _, key = cursor.partition("-")
    if not (value.isdecimal() and key.isdecimal() and len(cursor) < 40):
        return None
    if sort is not Sort.NEWEST:
        return int(value), int(key)
    seconds, micro = divmod(int(value), MICROSECONDS)
    try:
        return datetime.fromtimestamp(seconds, UTC).replace(microsecond=micro), int(key)
    except (OverflowError, ValueError, OSError):
        return None


@dataclass(frozen=True)
class Highlights:
    """What the first page shows: what came in, what is in season this month, and makers."""

    newest: list[ProductCard]
    in_season: list[ProductCard]
    makers: list[Maker]


def highlights(uow: UnitOfWork, locale: str, *, count: int = 8) -> Highlights:
    """New and seasonal products, without one standing in both; five statements."""
    bit = 1 << tokyo_day(uow.now).month
    published = cards.is_on_sale()
    newest = (
        select(Product.id, literal(0).label("place"))
        .where(published)
        .order_by(Product.published_at.desc(), Product.id.desc())
        .limit(count)
        .subquery()
    )
    seasonal = (
        select(Product.id, literal(1).label("place"))
        .where(published, Product.season_mask.op("&")(bit) != 0)
        .where(Product.season_mask != EVERY_MONTH)
        .order_by(Product.popularity.desc(), Product.id.desc())
        .limit(2 * count)
        .subquery()
    )
    both = select(newest).union_all(select(seasonal)).subquery()
    found = uow.session.execute(
        cards.rows()
        .add_columns(both.c.place)
        .join(both, both.c.id == Product.id)
        .order_by(both.c.place, Product.published_at.desc(), Product.id.desc())
    ).all()
    on_page = {row.organisation_id for row in found}
    makers = storefronts.makers(uow, on_page, locale, and_largest=FACES)
    made = {card.id: card for card in cards.cards(uow, found, locale, makers)}
    faces = sorted(makers.values(), key=lambda maker: (-maker.product_count, maker.slug))
    new = [row.id for row in found if row.place == 0]
    season = [row.id for row in found if row.place == 1 and row.id not in new]
    return Highlights(
        [made[key] for key in new], [made[key] for key in season[:count]], faces[:FACES]
    )


EVERY_MONTH: Final = sum(1 << month for month in range(1, 13))


def of_maker(
    uow: UnitOfWork, maker: Maker, locale: str, *, after: str = ""
) -> tuple[list[ProductCard], str]:
    """A page of a business's products, newest first, and the cursor of the next one."""
    wish = Wish(after=after)
    mine = [cards.is_on_sale(), Product.organisation_id == maker.organisation_id]
    found, has_more = _page(uow, wish, mine)
    shown_cards = cards.cards(uow, found, locale, {maker.organisation_id: maker})
    return shown_cards, _cursor(found[-1], wish.sort) if has_more else ""


def of_ids(
    uow: UnitOfWork,
    product_ids: Sequence[int],
    locale: str,
    makers: Mapping[int, Maker] | None = None,
) -> list[ProductCard]:
    """Cards of published products in the order of their ids; others are left out.

    `makers` spares a statement where all of them are known.
    """
    if not product_ids:
        return []
    found = uow.session.execute(
        cards.rows().where(Product.id.in_(product_ids), cards.is_on_sale())
    ).all()
    by_id = {row.id: row for row in found}
    ordered = [by_id[key] for key in product_ids if key in by_id]
    return cards.cards(uow, ordered, locale, makers)
