"""When the total of a purchase with goods that are cut to order is final."""

from core.unit_of_work import UnitOfWork
from shop.orders.events import PurchaseWeighed
from shop.orders.models import Order, Purchase
from shop.orders.states import OrderState


def is_weighed(order: Order) -> bool:
    """Whether everything of an order that is cut to order has its weight."""
    return all(
        line.packed_weight_g is not None or line.least_weight_g is None for line in order.lines
    )


def is_final(purchase: Purchase) -> bool:
    """Whether every order that waits for its weight has it: the money is being taken."""
    waiting = [order for order in purchase.orders if order.state is OrderState.AUTHORISED]
    return bool(waiting) and all(is_weighed(order) for order in waiting)


def settle(uow: UnitOfWork, purchase: Purchase) -> None:
    """Add up what is left, and say so once it is final."""
    purchase.total = sum(
        order.total for order in purchase.orders if order.state is OrderState.AUTHORISED
    )
    if is_final(purchase):
        uow.record(PurchaseWeighed(purchase_id=purchase.id))
