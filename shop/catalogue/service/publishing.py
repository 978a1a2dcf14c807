"""Putting products on sale, and taking them off."""

from typing import Any, Final

from sqlalchemy import func, select, update

from core.audit import service as audit
from core.dates import tokyo_day
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from core.web import versions
from i18n.translated import TextState
from shop.catalogue import labels
from shop.catalogue.events import ProductArchived, ProductPublished
from shop.catalogue.models import (
    Category,
    Photo,
    Product,
    ProductState,
    ProductText,
    TaxClass,
    Variant,
)
from shop.catalogue.service.products import bump_pages, shift_counts
from shop.storefronts.licences import may_sell_alcohol
from shop.storefronts.models import Storefront, StorefrontState

WORDS: Final = ("label_name", "ingredients", "storage", "origin", "usage")


def missing(uow: UnitOfWork, product: Product) -> list[str]:
    """Codes of what is missing before this product may be sold; empty when nothing is.

    `name`, `summary`, `photo`, `variant`, `label:<field>`, `label_not_confirmed`,
    `storefront_not_open`, `shelf_life`, `liquor_label`, `liquor_licence`,
    `ingredient_allergens`.
    """
    text = uow.session.get(ProductText, {"locale": product.source_locale, "product_id": product.id})
    variants = uow.session.scalar(
        select(func.count()).where(Variant.product_id == product.id, Variant.is_active)
    )
    photos = uow.session.scalar(select(func.count()).where(Photo.product_id == product.id))
    storefront = uow.session.get_one(Storefront, product.organisation_id)
    is_food = labels.kind_of(product.label) is not labels.LabelKind.NONFOOD
    is_liquor = labels.kind_of(product.label) is labels.LabelKind.LIQUOR
    words = {name: str(getattr(text, name)) for name in WORDS} if text else {}
    checks = {
        "name": text is None or not text.name,
        "summary": text is None or not text.summary,
        "variant": not variants,
        "photo": not photos,
        "storefront_not_open": storefront.state is not StorefrontState.OPEN,
        "label_not_confirmed": is_food
        and (text is None or text.safety_state is not TextState.REVIEWED),
        "shelf_life": bool(product.label.get("date_kind")) and not product.shelf_life_days,
        "ingredient_allergens": not labels.allergens_in(product.label) <= set(product.allergens),
        "liquor_licence": product.tax_class is TaxClass.ALCOHOL
        and not may_sell_alcohol(storefront.licences, tokyo_day(uow.now)),
        "liquor_label": (product.tax_class is TaxClass.ALCOHOL) != is_liquor,
    }
    lacking = [f"label:{key}" for key in labels.missing(product.label, words)]
    return [code for code, is_missing in checks.items() if is_missing] + lacking


def publish(uow: UnitOfWork, product: Product) -> None:
    """Put a product on sale. Raises DomainError `not_ready` while anything is missing."""
    if product.state is ProductState.PUBLISHED:
        return
    lacking = missing(uow, product)
    if lacking:
        raise DomainError(
            "not_ready",
            "This product cannot be sold yet. Something is missing: %(missing)s.",
            missing=", ".join(lacking),
        )
    _move(uow, product, ProductState.PUBLISHED)
    product.published_at = product.published_at or uow.now
    shift_counts(uow, category_id=product.category_id, business_id=product.organisation_id, by=1)
    bump_pages(uow, product)
    versions.bump(uow, "storefronts")
    uow.record(ProductPublished(product_id=product.id))


def archive(uow: UnitOfWork, product: Product) -> None:
    """Take a product off sale; nothing of it is deleted."""
    if product.state is ProductState.ARCHIVED:
        return
    was_published = product.state is ProductState.PUBLISHED
    _move(uow, product, ProductState.ARCHIVED)
    if was_published:
        shift_counts(
            uow, category_id=product.category_id, business_id=product.organisation_id, by=-1
        )
        bump_pages(uow, product)
        versions.bump(uow, "storefronts")
        uow.record(ProductArchived(product_id=product.id))


def reopen(uow: UnitOfWork, product: Product) -> None:
    """Make a draft of an archived product."""
    if product.state is ProductState.ARCHIVED:
        _move(uow, product, ProductState.DRAFT)


def _move(uow: UnitOfWork, product: Product, state: ProductState) -> None:
    audit.record(
        uow,
        f"office:product:{'publish' if state is ProductState.PUBLISHED else state.value}",
        ("product", product.id),
        before={"state": product.state.value},
        after={"state": state.value},
        organisation_id=product.organisation_id,
    )
    product.state = state
    product.updated_at = uow.now
    uow.session.flush()  # counts are moved by statements of their own


def recount(uow: UnitOfWork) -> None:
    """Write all prepared counts again from the products themselves."""
    published = select(func.count()).where(Product.state == ProductState.PUBLISHED)
    by_category: Any = published.where(Product.category_id == Category.id)
    by_business: Any = published.where(Product.organisation_id == Storefront.organisation_id)
    uow.session.flush()
    for table, count in ((Category, by_category), (Storefront, by_business)):
        uow.session.execute(
            update(table)
            .values(product_count=count.correlate(table).scalar_subquery())
            .execution_options(synchronize_session=False)
        )
    versions.bump(uow, "catalogue", "storefronts")
