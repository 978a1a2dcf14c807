"""Reading storefronts."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ScalarSelect, or_, select

from core.errors import NotFoundError
from core.identity.models import Organisation
from core.media import urls as media
from core.media.models import Asset
from core.media.urls import PhotoView
from core.unit_of_work import UnitOfWork
from core.web.versions import Remembered
from i18n.translated import NOTHING, Shown, shown
from shop.storefronts.models import Storefront, StorefrontState, StorefrontText


@dataclass(frozen=True)
class Maker:
    """A storefront as a product, a filter or a list names it."""

    organisation_id: int
    slug: str
    name: Shown
    tagline: Shown
    city: str
    hero: PhotoView | None
    product_count: int
    is_sample: bool


@dataclass(frozen=True)
class StorefrontPage:
    """A storefront with its story and its particulars."""

    storefront: Storefront
    maker: Maker
    name_ja: str
    tagline: Shown
    story: Shown
    hero: PhotoView | None


def makers(
    uow: UnitOfWork, organisation_ids: Collection[int], locale: str, *, and_largest: int = 0
) -> dict[int, Maker]:
    """Makers by organisation, and where asked for the largest open ones.

    Kept pages remember both, so that most of them read neither.
    """
    known = _known.get(uow, locale, dict)
    wanted = set(organisation_ids)
    if and_largest:
        wanted |= _largest.get(
            uow, and_largest, lambda: _read_largest(uow, known, wanted, locale, and_largest)
        )
    if missing := wanted - known.keys():
        rows: Any = _maker_rows().where(Storefront.organisation_id.in_(missing))
        known |= _read(uow.session.execute(rows), locale)
    return {key: known[key] for key in wanted if key in known}


_known: Final = Remembered[dict[int, Maker]]("storefronts", "catalogue", "media")
_largest: Final = Remembered[set[int]]("storefronts", "catalogue")


def _read_largest(
    uow: UnitOfWork, known: dict[int, Maker], wanted: set[int], locale: str, count: int
) -> set[int]:
    """Keys of the largest open ones; they and those that are wanted are known after it."""
    largest = (
        select(Storefront.organisation_id)
        .where(Storefront.state == StorefrontState.OPEN, Storefront.product_count > 0)
        .order_by(Storefront.product_count.desc(), Storefront.organisation_id)
        .limit(count)
    )
    among = Storefront.organisation_id.in_(largest.scalar_subquery())
    missing = Storefront.organisation_id.in_(wanted - known.keys())
    found = _maker_rows().add_columns(among.label("is_large")).where(or_(missing, among))
    rows = uow.session.execute(found).all()
    known |= _read(rows, locale)
    return {row.organisation_id for row in rows if row.is_large}


def list_open(uow: UnitOfWork, locale: str, *, after: int = 0, limit: int = 48) -> list[Maker]:
    """Open storefronts by key, with their pictures; one statement."""
    page = (
        select(Storefront.organisation_id)
        .where(Storefront.state == StorefrontState.OPEN, Storefront.organisation_id > after)
        .order_by(Storefront.organisation_id)
        .limit(limit)
    )
    wanted = Storefront.organisation_id.in_(page.scalar_subquery())
    found = _read(uow.session.execute(_maker_rows().where(wanted)), locale)
    return [found[key] for key in sorted(found)]


def _maker_rows() -> Any:
    return (
        select(
            Storefront.organisation_id,
            Storefront.slug,
            Storefront.city,
            Storefront.product_count,
            Organisation.is_sample,
            Organisation.name.label("legal"),
            StorefrontText.locale,
            StorefrontText.name,
            StorefrontText.tagline,
            *media.COLUMNS,
        )
        .join(Organisation, Organisation.id == Storefront.organisation_id)
        .outerjoin(StorefrontText, StorefrontText.storefront_id == Storefront.organisation_id)
        .outerjoin(Asset, Asset.id == Storefront.hero_id)
    )


def _read(found: Any, locale: str) -> dict[int, Maker]:
    """Makers of rows, of which each stands once per written form."""
    rows: dict[int, list[Any]] = {}
    for row in found:
        rows.setdefault(row.organisation_id, []).append(row)
    return {key: _maker(texts[0], texts, locale) for key, texts in rows.items()}


def _maker(row: Any, texts: list[Any], locale: str) -> Maker:
    """A storefront without any name yet goes by its organisation's."""
    filled = [text for text in texts if text.locale]
    legal = Shown(row.legal, "ja", is_fallback=locale != "ja")
    return Maker(
        organisation_id=row.organisation_id,
        slug=row.slug,
        name=_field(filled, "name", locale) or legal,
        tagline=_field(filled, "tagline", locale),
        city=row.city,
        hero=media.photo_of(row),
        product_count=row.product_count,
        is_sample=row.is_sample,
    )


def get_page(uow: UnitOfWork, slug: str, locale: str) -> StorefrontPage:
    """An open storefront. Raises NotFoundError for any other."""
    storefront = uow.session.scalars(
        select(Storefront).where(Storefront.slug == slug, Storefront.state == StorefrontState.OPEN)
    ).one_or_none()
    if storefront is None:
        raise NotFoundError(slug)
    maker = makers(uow, [storefront.organisation_id], locale)[storefront.organisation_id]
    texts = list(
        uow.session.scalars(
            select(StorefrontText).where(StorefrontText.storefront_id == storefront.organisation_id)
        )
    )
    own = next((text.name for text in texts if text.locale == "ja"), "")
    return StorefrontPage(
        storefront=storefront,
        maker=maker,
        name_ja=own if maker.name.locale != "ja" else "",
        tagline=maker.tagline,
        story=_field(texts, "story", locale),
        hero=media.photo(storefront.hero, maker.name.text),
    )


def _field(rows: list[Any], field: str, locale: str) -> Shown:
    texts = {row.locale: str(getattr(row, field)) for row in rows}
    return shown(texts, locale) if texts else NOTHING


def id_of(slug: str) -> ScalarSelect[int]:
    """The organisation behind a slug, as a part of another statement."""
    return select(Storefront.organisation_id).where(Storefront.slug == slug).scalar_subquery()
