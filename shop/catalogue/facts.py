"""What the catalogue tells packages above: keys and names, never rows."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from shop.catalogue.models import Category, Product, ProductState


@dataclass(frozen=True, kw_only=True)
class ProductClass:
    """A class of products: the shelf they stand on, with its name per written form."""

    key: str
    names: Mapping[str, str]


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
