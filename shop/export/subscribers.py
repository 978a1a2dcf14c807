"""Answers follow the catalogue, in the same transaction."""

from core.unit_of_work import UnitOfWork
from shop.catalogue.events import ProductChanged, ProductPublished
from shop.export import answers


def answer_product(uow: UnitOfWork, event: ProductPublished | ProductChanged) -> None:
    """What is sold is answered for every region."""
    answers.refresh_products(uow, [event.product_id])
