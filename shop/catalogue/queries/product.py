"""The product page: everything that is known of one product, in six statements."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import or_, select

from core.dates import tokyo_day
from core.errors import DomainError, NotFoundError
from core.media import urls as media
from core.media.models import Asset
from core.media.urls import PhotoView
from core.unit_of_work import UnitOfWork
from i18n.locales import CODES
from i18n.translated import Shown, TextState, shown
from shop.catalogue import labels
from shop.catalogue.labels import LabelKind
from shop.catalogue.models import Category, Photo, Product, ProductText, TaxClass
from shop.catalogue.ports import Destination, DestinationReader, destination_readers
from shop.catalogue.queries import cards
from shop.catalogue.queries.cards import Offer, ProductCard
from shop.storefronts import queries as storefronts
from shop.storefronts.licences import may_sell_alcohol
from shop.storefronts.models import Storefront
from shop.storefronts.queries import Maker

OTHERS: Final = 4
SAFETY_FIELDS: Final = ("label_name", "ingredients", "storage", "origin", "usage", "allergen_note")
PLAIN_FIELDS: Final = ("name", "summary", "description", "serving")


@dataclass(frozen=True, kw_only=True)
class ProductPage:
    """One product as its page shows it.

    `is_safety_reviewed` says whether ingredients, storage and origin are reviewed in the
    reader's language; where they are not, the reviewed text of another language stands there and
    the goods are sold only in `reviewed_locales`.
    """

    product: Product
    category_key: str
    category: Shown
    storefront: Storefront
    maker: Maker
    name: Shown
    name_ja: str
    summary: Shown
    description: Shown
    serving: Shown
    label_texts: dict[str, Shown]
    is_safety_reviewed: bool
    reviewed_locales: list[str]
    may_sell_alcohol: bool
    pictures: list[PhotoView]
    offers: list[Offer]
    others: list[ProductCard]
    destinations: list[Destination]

    @property
    def best(self) -> Offer | None:
        """The variant chosen at first: the cheapest that can be bought."""
        buyable = [offer for offer in self.offers if offer.available > 0] or self.offers
        return min(buyable, key=lambda offer: (offer.price, offer.id), default=None)

    @property
    def allergen_note(self) -> Shown:
        return self.label_texts["allergen_note"]

    @property
    def is_alcohol(self) -> bool:
        return self.product.tax_class is TaxClass.ALCOHOL

    @property
    def is_sold_here(self) -> bool:
        """Whether this page may sell it: the label is reviewed, and alcohol has its licence."""
        return self.is_safety_reviewed and (self.may_sell_alcohol or not self.is_alcohol)

    @property
    def is_available(self) -> bool:
        return any(offer.available > 0 for offer in self.offers)


def get_page(uow: UnitOfWork, slug: str, locale: str) -> ProductPage:
    """A published product. Raises NotFoundError for any other."""
    rows = _rows(uow, slug)
    if not rows:
        raise NotFoundError(slug)
    row = rows[0]
    ids = [found.id for found in rows]
    texts = _texts(uow, ids)
    maker = storefronts.makers(uow, {row.organisation_id}, locale)[row.organisation_id]
    offered = cards.offers(uow, ids, locale)
    own = texts[row.id]
    name = _plain(own, "name", locale)
    return ProductPage(
        product=row.Product,
        category_key=row.Category.key,
        category=shown(row.Category.names, locale),
        storefront=row.Storefront,
        maker=maker,
        name=name,
        name_ja=next((t.name for t in own if t.locale == "ja"), "") if name.locale != "ja" else "",
        summary=_plain(own, "summary", locale),
        description=_plain(own, "description", locale),
        serving=_plain(own, "serving", locale),
        label_texts={field: _safe(own, field, locale) for field in SAFETY_FIELDS},
        is_safety_reviewed=is_reviewed(row.Product, own, locale),
        reviewed_locales=[code for code in CODES if is_reviewed(row.Product, own, code)],
        may_sell_alcohol=may_sell_alcohol(row.Storefront.licences, tokyo_day(uow.now)),
        pictures=_pictures(uow, row.id, name, locale),
        offers=offered[row.id],
        others=[
            cards.card(uow, other, _names(texts[other.id]), offered[other.id], maker, locale)
            for other in rows[1:]
        ],
        destinations=_destinations(row),
    )


def _names(texts: Iterable[Any]) -> dict[str, str]:
    return {text.locale: text.name for text in texts}


def _rows(uow: UnitOfWork, slug: str) -> list[Any]:
    """The product first, then others of its maker; nothing when it is not on sale."""
    maker = select(Product.organisation_id).where(Product.slug == slug).scalar_subquery()
    others = (
        select(Product.id)
        .where(Product.organisation_id == maker, Product.slug != slug, cards.is_on_sale())
        .order_by(Product.published_at.desc(), Product.id.desc())
        .limit(OTHERS)
    )
    found = cards.read(
        uow,
        cards.rows(with_names=False)
        .add_columns(Product, Category, Storefront)
        .add_columns(*(reader.column().label(name) for name, reader in _readers()))
        .join(Category, Category.id == Product.category_id)
        .join(Storefront, Storefront.organisation_id == Product.organisation_id)
        .where(or_(Product.slug == slug, Product.id.in_(others.scalar_subquery())))
        .where(cards.is_on_sale()),
    )
    if all(row.slug != slug for row in found):
        return []
    return sorted(found, key=lambda row: (row.slug != slug, -row.id))


def _readers() -> list[tuple[str, DestinationReader]]:
    return [(f"destinations_{place}", each) for place, each in enumerate(destination_readers)]


def _destinations(row: Any) -> list[Destination]:
    """Where the product may be sent abroad; nothing where nobody knows the rules."""
    return [
        destination
        for name, reader in _readers()
        for destination in reader.destinations(getattr(row, name))
    ]


def _texts(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {key: [] for key in ids}
    columns = (getattr(ProductText, field) for field in (*PLAIN_FIELDS, *SAFETY_FIELDS))
    for row in uow.session.execute(
        select(
            ProductText.product_id, ProductText.locale, ProductText.safety_state, *columns
        ).where(ProductText.product_id.in_(ids))
    ):
        found[row.product_id].append(row)
    return found


def _plain(texts: Sequence[Any], field: str, locale: str) -> Shown:
    return shown({text.locale: getattr(text, field) for text in texts}, locale)


def _safe(texts: Sequence[Any], field: str, locale: str) -> Shown:
    """A text that protects health: only reviewed ones count, in whichever language they are."""
    reviewed = [text for text in texts if text.safety_state is TextState.REVIEWED]
    return _plain(reviewed, field, locale)


def is_reviewed(product: Product, texts: Iterable[Any | ProductText], locale: str) -> bool:
    """Whether the texts that protect health may be relied on in a language."""
    if labels.kind_of(product.label) is LabelKind.NONFOOD:
        return True
    return any(text.locale == locale and text.safety_state is TextState.REVIEWED for text in texts)


def _pictures(uow: UnitOfWork, product_id: int, name: Shown, locale: str) -> list[PhotoView]:
    rows = uow.session.execute(
        select(Photo.alts, *media.COLUMNS)
        .join(Asset, Asset.id == Photo.asset_id)
        .where(Photo.product_id == product_id)
        .order_by(Photo.position)
    )
    found = (media.photo_of(row, cards.alt_of(row.alts, name, locale)) for row in rows)
    return [picture for picture in found if picture]


def name_of(uow: UnitOfWork, product_id: int, locale: str) -> str:
    """What a reader calls a product."""
    rows = uow.session.execute(
        select(ProductText.locale, ProductText.name).where(ProductText.product_id == product_id)
    )
    return shown({row.locale: row.name for row in rows}, locale).text


def not_reviewed(name: str) -> DomainError:
    """Why goods are not sold in a language whose label nobody has reviewed."""
    return DomainError(
        "text_not_reviewed",
        "The label of %(name)s is not yet checked in this language, "
        "so it cannot be bought in it yet.",
        name=name,
    )


def may_be_sold_in(uow: UnitOfWork, product_ids: Collection[int], locale: str) -> set[int]:
    """Those of the products whose safety texts are reviewed in a language; the cart asks."""
    if not product_ids:
        return set()
    reviewed = set(
        uow.session.scalars(
            select(ProductText.product_id).where(
                ProductText.product_id.in_(product_ids),
                ProductText.locale == locale,
                ProductText.safety_state == TextState.REVIEWED,
            )
        )
    )
    others = uow.session.execute(
        select(Product.id, Product.label).where(Product.id.in_(set(product_ids) - reviewed))
    )
    nonfood = {row.id for row in others if labels.kind_of(row.label) is LabelKind.NONFOOD}
    return reviewed | nonfood
