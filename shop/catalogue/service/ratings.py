"""What buyers think of a product, kept with it for cards, lists and search engines."""

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product
from shop.catalogue.service.products import bump_pages


def set_rating(uow: UnitOfWork, product: Product, *, count: int, stars: int) -> None:
    """Keep how many reviews there are and the sum of their stars; pages showing it are told."""
    product.review_count, product.stars_total = count, stars
    uow.session.flush()
    bump_pages(uow, product)


def set_questions(uow: UnitOfWork, product: Product, *, count: int) -> None:
    """Keep how many answered questions the product's page shows."""
    product.question_count = count
    uow.session.flush()
    bump_pages(uow, product)
