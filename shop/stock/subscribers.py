"""What stock does when goods change."""

from core.unit_of_work import UnitOfWork
from shop.catalogue.events import ProductChanged, ProductPublished
from shop.stock import lots


def keep_promise(uow: UnitOfWork, event: ProductChanged | ProductPublished) -> None:
    """A product may promise other days now: until when its lots may arrive is written again."""
    lots.keep_promise(uow, event.product_id)
