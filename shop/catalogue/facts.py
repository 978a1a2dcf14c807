"""What the catalogue tells packages above: keys and names, never rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from i18n.translated import Shown, shown
from shop.catalogue.models import Category, Product, ProductState, ProductText


@dataclass(frozen=True, kw_only=True)
class ProductClass:
    """A class of products: the shelf they stand on, with its name per written form."""

    key: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class ProductName:
    """A product's address and name."""

    slug: str
    name: Shown


@dataclass(frozen=True, kw_only=True)
class ProductFact:
    """A product by key and class."""

    product_id: int
    slug: str
    category_key: str


def find_product_ids(session: Session, slugs: Collection[str]) -> dict[str, int]:
    """The keys of the products at these addresses; none where there is no product."""
    if not slugs:
        return {}
    rows = session.execute(select(Product.slug, Product.id).where(Product.slug.in_(slugs)))
    return {row.slug: row.id for row in rows}


@dataclass(frozen=True, kw_only=True)
class ProductHead:
    """A product as pages about it name it."""

    product_id: int
    organisation_id: int
    slug: str
    name: Shown
    review_count: int
    stars_total: int
    question_count: int


def find_head(session: Session, slug: str, locale: str) -> ProductHead | None:
    """The published product at an address, in one statement."""
    rows = session.execute(
        select(Product, ProductText.locale, ProductText.name)
        .join(ProductText, ProductText.product_id == Product.id)
        .where(Product.slug == slug, Product.state == ProductState.PUBLISHED)
    ).all()
    if not rows:
        return None
    product = rows[0].Product
    return ProductHead(
        product_id=product.id,
        organisation_id=product.organisation_id,
        slug=product.slug,
        name=shown({row.locale: row.name for row in rows}, locale),
        review_count=product.review_count,
        stars_total=product.stars_total,
        question_count=product.question_count,
    )


def names_of(
    session: Session, product_ids: Collection[int], locale: str
) -> Mapping[int, ProductName]:
    """Addresses and names of products in any state, by key."""
    found: dict[int, tuple[str, dict[str, str]]] = {}
    for row in session.execute(
        select(Product.id, Product.slug, ProductText.locale, ProductText.name)
        .join(ProductText, ProductText.product_id == Product.id)
        .where(Product.id.in_(set(product_ids)))
    ):
        found.setdefault(row.id, (row.slug, {}))[1][row.locale] = row.name
    return {key: ProductName(slug, shown(names, locale)) for key, (slug, names) in found.items()}


def product_classes(session: Session) -> list[ProductClass]:
    """Every class of products, in the order of the shelves."""
    rows = session.execute(
        select(Category.key, Category.names).order_by(Category.position, Category.id)
    )
    return [ProductClass(key=row.key, names=dict(row.names)) for row in rows]


def published_products(session: Session) -> list[ProductFact]:
    """Products that can be seen, by key."""
    rows = session.execute(
        select(Product.id, Product.slug, Category.key)
        .join(Category, Product.category_id == Category.id)
        .where(Product.state == ProductState.PUBLISHED)
        .order_by(Product.id)
    )
    return [ProductFact(product_id=row[0], slug=row[1], category_key=row[2]) for row in rows]
