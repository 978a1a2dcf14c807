"""The index follows the catalogue: products in the same transaction, names of many in a job."""

from core.unit_of_work import UnitOfWork
from shop.catalogue.events import (
    ProductArchived,
    ProductChanged,
    ProductPublished,
    ShelfRenamed,
)
from shop.search import service
from shop.search.jobs import RENEW
from shop.storefronts.events import StorefrontChanged


def index_product(uow: UnitOfWork, event: ProductPublished | ProductChanged) -> None:
    """What is sold can be found."""
    service.index(uow, [event.product_id])


def forget_product(uow: UnitOfWork, event: ProductArchived) -> None:
    """What is no longer sold is not found."""
    service.remove(uow, [event.product_id])


def renew_shelf(uow: UnitOfWork, event: ShelfRenamed) -> None:
    """What stands on a shelf is found by the shelf's new name."""
    uow.enqueue(RENEW, {"category_id": event.category_id})


def renew_maker(uow: UnitOfWork, event: StorefrontChanged) -> None:
    """What a business sells is found by its new name, or no longer when it has closed."""
    uow.enqueue(RENEW, {"organisation_id": event.organisation_id})
