"""Reading what a quote needs of products, and what keeps one from being bought."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select

from core.dates import tokyo_day
from core.errors import DomainError
from core.text import LazyText
from core.unit_of_work import UnitOfWork
from i18n.translated import TextState, shown
from shop.catalogue import labels
from shop.catalogue.labels import LabelKind
from shop.catalogue.models import Product, ProductState, ProductText, TaxClass, Variant
from shop.catalogue.queries import not_reviewed
from shop.export import queries as export
from shop.export.queries import Verdict
from shop.stock import queries as stock
from shop.storefronts.licences import may_sell_alcohol
from shop.storefronts.models import Storefront, StorefrontState, StorefrontText


@dataclass(frozen=True)
class Article:
    """A variant with its product, its names, and how many are free."""

    variant: Variant
    product: Product
    storefront_state: StorefrontState
    has_licence: bool
    names: Mapping[str, str]
    reviewed: frozenset[str]
    free: int
    abroad: Verdict
    """Whether it may be sent to the country that was asked for."""

    def name(self, locale: str) -> str:
        return shown(self.names, locale).text


def load(uow: UnitOfWork, variant_ids: Sequence[int], country: str) -> dict[int, Article]:
    """The articles of these variants for a country; one that is gone is left out."""
    rows = uow.session.execute(
        select(Variant, Product, Storefront.state, Storefront.licences)
        .join(Product, Variant.product_id == Product.id)
        .join(Storefront, Product.organisation_id == Storefront.organisation_id)
        .where(Variant.id.in_(variant_ids))
        .execution_options(populate_existing=True)
    ).all()
    texts = _texts(uow, {row[1].id for row in rows})
    free = stock.supplies(uow.session, dict.fromkeys(variant_ids, tokyo_day(uow.now)))
    abroad = export.exactly(uow, [row[1] for row in rows], country)
    found: dict[int, Article] = {}
    day = tokyo_day(uow.now)
    for variant, product, state, licences in rows:
        own = texts.get(product.id, [])
        found[variant.id] = Article(
            variant=variant,
            product=product,
            storefront_state=state,
            has_licence=product.tax_class is not TaxClass.ALCOHOL
            or may_sell_alcohol(licences, day),
            names={locale: name for locale, name, _ in own},
            reviewed=frozenset(locale for locale, _, is_safe in own if is_safe),
            free=free[variant.id].free,
            abroad=abroad[product.id],
        )
    return found


def arriving(
    uow: UnitOfWork, articles: Mapping[int, Article], arrivals: Mapping[int, date]
) -> dict[int, Article]:
    """The same articles with what is free of them for the days on which they will arrive."""
    free = stock.supplies(uow.session, arrivals)
    return {
        key: replace(article, free=free[key].free) if key in free else article
        for key, article in articles.items()
    }


def _texts(uow: UnitOfWork, product_ids: Collection[int]) -> dict[int, list[tuple[str, str, bool]]]:
    rows = uow.session.execute(
        select(
            ProductText.product_id, ProductText.locale, ProductText.name, ProductText.safety_state
        ).where(ProductText.product_id.in_(product_ids))
    )
    texts: dict[int, list[tuple[str, str, bool]]] = {}
    for product_id, locale, name, safety in rows:
        texts.setdefault(product_id, []).append((locale, name, safety is TextState.REVIEWED))
    return texts


def vendor_names(
    uow: UnitOfWork, organisation_ids: Collection[int]
) -> dict[int, tuple[str, dict[str, str]]]:
    """Slug and names in all written forms of these businesses."""
    rows = uow.session.execute(
        select(Storefront.organisation_id, Storefront.slug, StorefrontText.locale,
               StorefrontText.name)
        .outerjoin(StorefrontText, StorefrontText.storefront_id == Storefront.organisation_id)
        .where(Storefront.organisation_id.in_(organisation_ids))
    )  # fmt: skip
    found: dict[int, tuple[str, dict[str, str]]] = {}
    for organisation_id, slug, locale, name in rows:
        names = found.setdefault(organisation_id, (slug, {}))[1]
        if locale:
            names[locale] = name
    return found


def obstacle(article: Article, quantity: int, *, locale: str) -> DomainError | None:
    """Why this many of an article cannot be bought in this language for its country."""
    name = article.name(locale)
    is_sold = (
        article.variant.is_active
        and article.product.state is ProductState.PUBLISHED
        and article.storefront_state is StorefrontState.OPEN
    )
    if not is_sold:
        return DomainError("not_sold", "%(name)s is no longer sold.", name=name)
    if not article.has_licence:
        return DomainError(
            "licence_missing",
            "%(name)s cannot be sold: the business's licence to sell alcohol is not on file.",
            name=name,
        )
    if article.free <= 0:
        return DomainError("out_of_stock", "%(name)s is sold out.", name=name)
    if article.free < quantity:
        return DomainError(
            "out_of_stock",
            "There are not enough of %(name)s any more. Number left: %(left)s.",
            name=name,
            left=article.free,
        )
    return language_obstacle(article, locale) or country_obstacle(article, locale)


def language_obstacle(article: Article, locale: str) -> DomainError | None:
    """Safety texts that nobody has reviewed in a language block the sale in it."""
    if labels.kind_of(article.product.label) is LabelKind.NONFOOD or locale in article.reviewed:
        return None
    return not_reviewed(article.name(locale))


def country_obstacle(article: Article, locale: str) -> DomainError | None:
    """A country that something may not be sent to."""
    if article.abroad.is_open:
        return None
    return DomainError(
        "may_not_be_sent",
        "%(name)s cannot be sent to the chosen country. %(reason)s",
        name=article.name(locale),
        reason=article.abroad.reason,
    )


def condition(article: Article) -> LazyText | None:
    """What sending an article to its country depends on, when anything."""
    return article.abroad.reason if article.abroad.is_conditional else None
