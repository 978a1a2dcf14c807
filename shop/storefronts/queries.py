"""Reading storefronts."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ScalarSelect, or_, select

from core.errors import NotFoundError
from core.identity.models import Organisation
from core.media import urls as media
from core.media.urls import PhotoView
from core.unit_of_work import UnitOfWork
from i18n.translated import NOTHING, Shown, shown
from shop.storefronts.models import Storefront, StorefrontState, StorefrontText


@dataclass(frozen=True)
class Maker:
    """A storefront as a product or a filter names it."""

    organisation_id: int
    slug: str
    name: Shown
    product_count: int
    is_sample: bool


@dataclass(frozen=True)
class StorefrontCard:
    """A storefront in a list."""

    maker: Maker
    tagline: Shown
    city: str
    hero: PhotoView | None


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
    """Makers by organisation, and where asked for the largest open ones, in one statement."""
    if not organisation_ids and not and_largest:
        return {}
    wanted = Storefront.organisation_id.in_(organisation_ids)
    if and_largest:
        largest = (
            select(Storefront.organisation_id)
            .where(Storefront.state == StorefrontState.OPEN, Storefront.product_count > 0)
            .order_by(Storefront.product_count.desc(), Storefront.organisation_id)
            .limit(and_largest)
        )
        wanted = or_(wanted, Storefront.organisation_id.in_(largest.scalar_subquery()))
    found: dict[int, Any] = {}
    named: dict[int, dict[str, str]] = {}
    for row in uow.session.execute(_maker_rows().where(wanted)):
        found[row.organisation_id] = row
        named.setdefault(row.organisation_id, {})[row.locale] = row.name
    return {
        key: Maker(key, row.slug, _named(named[key], row, locale), row.product_count, row.is_sample)
        for key, row in found.items()
    }


def _maker_rows() -> Any:
    return (
        select(
            Storefront.organisation_id,
            Storefront.slug,
            Storefront.product_count,
            Organisation.is_sample,
            Organisation.name.label("legal"),
            StorefrontText.locale,
            StorefrontText.name,
        )
        .join(Organisation, Organisation.id == Storefront.organisation_id)
        .outerjoin(StorefrontText, StorefrontText.storefront_id == Storefront.organisation_id)
    )


def _named(names: dict[str, str], row: Any, locale: str) -> Shown:
    """A storefront without any text yet goes by its organisation's name."""
    filled = {code: name for code, name in names.items() if code and name}
    return shown(filled or {"ja": row.legal}, locale)


def list_open(
    uow: UnitOfWork, locale: str, *, after: int = 0, limit: int = 48
) -> list[StorefrontCard]:
    """Open storefronts by key, with their pictures; two statements."""
    found = list(
        uow.session.scalars(
            select(Storefront)
            .where(Storefront.state == StorefrontState.OPEN, Storefront.organisation_id > after)
            .order_by(Storefront.organisation_id)
            .limit(limit)
        )
    )
    texts = _texts(uow, [storefront.organisation_id for storefront in found])
    cards: list[StorefrontCard] = []
    for storefront in found:
        rows = texts[storefront.organisation_id]
        name = _field(rows, "name", locale) or Shown(
            storefront.organisation.name, "ja", is_fallback=locale != "ja"
        )
        maker = _maker(storefront, name)
        hero = media.photo(storefront.hero, "")
        cards.append(StorefrontCard(maker, _field(rows, "tagline", locale), storefront.city, hero))
    return cards


def get_page(uow: UnitOfWork, slug: str, locale: str) -> StorefrontPage:
    """An open storefront. Raises NotFoundError for any other."""
    storefront = uow.session.scalars(
        select(Storefront).where(Storefront.slug == slug, Storefront.state == StorefrontState.OPEN)
    ).one_or_none()
    if storefront is None:
        raise NotFoundError(slug)
    rows = _texts(uow, [storefront.organisation_id])[storefront.organisation_id]
    legal = Shown(storefront.organisation.name, "ja", is_fallback=locale != "ja")
    name = _field(rows, "name", locale) or legal
    own = next((row.name for row in rows if row.locale == "ja"), "")
    return StorefrontPage(
        storefront=storefront,
        maker=_maker(storefront, name),
        name_ja=own if name.locale != "ja" else "",
        tagline=_field(rows, "tagline", locale),
        story=_field(rows, "story", locale),
        hero=media.photo(storefront.hero, name.text),
    )


def _maker(storefront: Storefront, name: Shown) -> Maker:
    return Maker(
        storefront.organisation_id,
        storefront.slug,
        name,
        storefront.product_count,
        storefront.organisation.is_sample,
    )


def _texts(uow: UnitOfWork, ids: list[int]) -> dict[int, list[StorefrontText]]:
    found: dict[int, list[StorefrontText]] = {key: [] for key in ids}
    for row in uow.session.scalars(
        select(StorefrontText).where(StorefrontText.storefront_id.in_(ids))
    ):
        found[row.storefront_id].append(row)
    return found


def _field(rows: list[StorefrontText], field: str, locale: str) -> Shown:
    texts = {row.locale: str(getattr(row, field)) for row in rows}
    return shown(texts, locale) if texts else NOTHING


def id_of(slug: str) -> ScalarSelect[int]:
    """The organisation behind a slug, as a part of another statement."""
    return select(Storefront.organisation_id).where(Storefront.slug == slug).scalar_subquery()
