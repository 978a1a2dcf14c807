"""The index follows the catalogue, in the same transaction."""

from core.unit_of_work import UnitOfWork
from shop.catalogue.events import ProductArchived, ProductChanged, ProductPublished
from shop.search import service


def index_product(uow: UnitOfWork, event: ProductPublished | ProductChanged) -> None:
    """What is sold can be found."""
    service.index(uow, [event.product_id])


def forget_product(uow: UnitOfWork, event: ProductArchived) -> None:
    """What is no longer sold is not found."""
    service.remove(uow, [event.product_id])
