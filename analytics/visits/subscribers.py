"""What the shop says while a request is answered, noted for its visit."""

from analytics.visits import noting
from analytics.visits.models import EventKind
from core.unit_of_work import UnitOfWork
from shop.cart.events import GoodsPutIntoCart
from shop.orders.events import PurchasePlaced


def note_cart(_uow: UnitOfWork, event: GoodsPutIntoCart) -> None:
    """A product went into the cart in this visit."""
    noting.note(EventKind.ADD_TO_CART, event.product_id)


def note_purchase(_uow: UnitOfWork, _event: PurchasePlaced) -> None:
    """A purchase was placed in this visit; whether it is paid, the sales tell."""
    noting.note(EventKind.PURCHASE)
