"""Products: made, found, changed."""

import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from sqlalchemy import select, update

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from core.web import versions
from shop.catalogue import allergens, labels
from shop.catalogue.events import ProductChanged, ShelfRenamed
from shop.catalogue.models import Category, Product, ProductState, TaxClass, Temperature
from shop.storefronts.models import Storefront

MOST_DAYS: Final = 9999


@dataclass(frozen=True, kw_only=True)
class ProductFacts:
    """What a business says of a product, apart from words, variants and pictures."""

    category_id: int
    temperature: Temperature
    tax_class: TaxClass = TaxClass.FOOD
    export_class: str = ""
    allergens: Sequence[str] = ()
    may_contain: Sequence[str] = ()
    label: Mapping[str, Any] = field(default_factory=dict[str, Any])
    season: Sequence[int] = ()
    shelf_life_days: int | None = None
    days_left_on_arrival: int | None = None


def create_category(
    uow: UnitOfWork, *, key: str, position: int, names: Mapping[str, str], drawing_id: int | None
) -> Category:
    """Add a shelf, or change the one of this key."""
    category = uow.session.scalars(select(Category).where(Category.key == key)).one_or_none()
    if category is None:
        category = Category(key=key, position=position, names=dict(names), drawing_id=drawing_id)
        uow.session.add(category)
    else:
        if category.names != dict(names):
            uow.record(ShelfRenamed(category_id=category.id))
        category.position, category.names = position, dict(names)
        category.drawing_id = drawing_id
    uow.session.flush()  # products name the shelf by its key
    versions.bump(uow, "catalogue")
    return category


def create_product(
    uow: UnitOfWork,
    *,
    organisation_id: int,
    facts: ProductFacts,
    slug: str = "",
    source_locale: str = "ja",
) -> Product:
    """Add a draft. `slug` may be any words; a free address is made of them.

    Raises DomainError `allergen_unknown`, `label_kind_unknown`, `promise_too_long` or
    `season_wrong`.
    """
    _check(facts)
    product = Product(
        organisation_id=organisation_id,
        slug=_free_slug(uow, slug),
        state=ProductState.DRAFT,
        created_at=uow.now,
        updated_at=uow.now,
        source_locale=source_locale,
        **_columns(facts),
    )
    uow.session.add(product)
    uow.session.flush()  # texts and variants need the key
    audit.record(
        uow,
        "office:product:create",
        ("product", product.id),
        after=_columns(facts),
        organisation_id=organisation_id,
    )
    return product


def get_product(
    uow: UnitOfWork, product_id: int, *, organisation_id: int | None = None, lock: bool = False
) -> Product:
    """A product by key, of this business where one is named. Raises NotFoundError."""
    statement = select(Product).where(Product.id == product_id)
    if lock:
        statement = statement.with_for_update()
    product = uow.session.scalars(statement).one_or_none()
    if product is None or organisation_id not in {None, product.organisation_id}:
        raise NotFoundError(str(product_id))
    return product


def update_product(uow: UnitOfWork, product: Product, facts: ProductFacts) -> None:
    """Change what a product is; a published one moves shelf with its count."""
    _check(facts)
    before = {name: getattr(product, name) for name in _columns(facts)}
    if product.state is ProductState.PUBLISHED and product.category_id != facts.category_id:
        shift_counts(uow, category_id=product.category_id, by=-1)
        shift_counts(uow, category_id=facts.category_id, by=1)
    for name, value in _columns(facts).items():
        setattr(product, name, value)
    audit.record(
        uow,
        "office:product:update",
        ("product", product.id),
        before=before,
        after=_columns(facts),
        organisation_id=product.organisation_id,
    )
    touch(uow, product)


def touch(uow: UnitOfWork, product: Product) -> None:
    """Say that a product changed: pages that show it, and whoever listens."""
    product.updated_at = uow.now
    if product.state is ProductState.PUBLISHED:
        bump_pages(uow, product)
        uow.record(ProductChanged(product_id=product.id))


def bump_pages(uow: UnitOfWork, product: Product) -> None:
    """Throw away kept pages that show this product: lists, its own, its maker's."""
    versions.bump(
        uow,
        "catalogue",
        versions.bucket("product", product.id),
        versions.bucket("storefront", product.organisation_id),
    )


def shift_counts(
    uow: UnitOfWork, *, category_id: int | None = None, business_id: int | None = None, by: int
) -> None:
    """Move the prepared counts of a shelf or a business."""
    if category_id is not None:
        uow.session.execute(
            update(Category)
            .where(Category.id == category_id)
            .values(product_count=Category.product_count + by)
            .execution_options(synchronize_session=False)
        )
    if business_id is not None:
        uow.session.execute(
            update(Storefront)
            .where(Storefront.organisation_id == business_id)
            .values(product_count=Storefront.product_count + by)
            .execution_options(synchronize_session=False)
        )


def _columns(facts: ProductFacts) -> dict[str, Any]:
    """Facts as the columns keep them."""
    values = {name: getattr(facts, name) for name in asdict(facts)}
    for name in ("allergens", "may_contain", "season"):
        values[name] = list(values[name])
    return {**values, "label": dict(facts.label)}


def _check(facts: ProductFacts) -> None:
    unknown = sorted({*facts.allergens, *facts.may_contain} - set(allergens.by_key()))
    if unknown:
        raise DomainError(
            "allergen_unknown",
            "The market does not know the allergen %(key)s.",
            field="allergens",
            key=unknown[0],
        )
    kind = str(facts.label.get("kind") or labels.LabelKind.PROCESSED)
    if kind not in set(labels.LabelKind):
        raise DomainError(
            "label_kind_unknown", "Choose which kind of label this is.", field="label_kind"
        )
    if (facts.days_left_on_arrival or 0) > (facts.shelf_life_days or MOST_DAYS):
        raise DomainError(
            "promise_too_long",
            "The goods cannot have more days left than they keep from making.",
            field="days_left_on_arrival",
        )
    if any(month not in range(1, 13) for month in facts.season):
        raise DomainError("season_wrong", "A season is made of months 1 to 12.", field="season")


def _free_slug(uow: UnitOfWork, words: str) -> str:
    """An address of ASCII words; a few random letters where it would be empty or taken."""
    slug = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:100].strip("-")
    taken = slug and uow.session.scalar(select(Product.id).where(Product.slug == slug))
    if slug and taken is None:
        return slug
    ending = secrets.token_hex(4)
    return f"{slug}-{ending}" if slug else f"goods-{ending}"
