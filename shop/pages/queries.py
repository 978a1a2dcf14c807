"""Addresses for search engines: what there is to read, and when it changed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Category, Product, ProductState
from shop.storefronts.models import Storefront, StorefrontState

MOST: Final = 40_000


@dataclass(frozen=True)
class Place:
    """An address below the language, and when what it shows last changed, where that is known."""

    path: str
    changed_at: datetime | None = None


STANDING: Final = (
    "",
    "catalogue",
    "storefronts",
    "pages/about",
    "pages/how-it-works",
    "pages/delivery",
    "pages/contact",
    "pages/law",
    "pages/terms",
    "pages/privacy",
    "pages/measurement",
    "pages/cookies",
    "pages/measures",
    "pages/accessibility",
    "pages/sell",
)


def list_places(uow: UnitOfWork) -> list[Place]:
    """Everything a search engine may read, without its language; three statements."""
    places = [Place(path) for path in STANDING]
    shelves = select(Category.key).where(Category.product_count > 0).order_by(Category.position)
    places += [Place(f"catalogue?category={key}") for key in uow.session.scalars(shelves)]
    makers = (
        select(Storefront.slug)
        .where(Storefront.state == StorefrontState.OPEN)
        .order_by(Storefront.organisation_id)
    )
    places += [Place(f"storefronts/{slug}") for slug in uow.session.scalars(makers)]
    goods = (
        select(Product.slug, Product.updated_at)
        .join(Storefront, Storefront.organisation_id == Product.organisation_id)
        .where(Product.state == ProductState.PUBLISHED, Storefront.state == StorefrontState.OPEN)
        .order_by(Product.id)
        .limit(MOST)
    )
    places += [Place(f"catalogue/{row.slug}", row.updated_at) for row in uow.session.execute(goods)]
    return places
