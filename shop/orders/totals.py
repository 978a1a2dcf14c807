"""Which orders a purchase's total is made of, and when it is final."""

from collections.abc import Sequence
from datetime import datetime

from core.unit_of_work import UnitOfWork
from shop.orders.events import PurchaseWeighed
from shop.orders.models import Order, Purchase
from shop.orders.states import OrderState
from shop.stock import service as stock


def is_counted(state: OrderState, paid_at: datetime | None) -> bool:
    """Whether a purchase's total holds an order: not what was cancelled before it was paid."""
    return state is not OrderState.CANCELLED or paid_at is not None


def counted(orders: Sequence[Order]) -> list[Order]:
    """The orders of a purchase's total; all of them, as agreed, when it was cancelled as a whole."""
    return [each for each in orders if is_counted(each.state, each.paid_at)] or list(orders)


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
    purchase.total = sum(order.total for order in counted(purchase.orders))
    if is_final(purchase):
        stock.keep(uow, reference=purchase.number)  # cut and weighed: nobody else gets it now
        uow.record(PurchaseWeighed(purchase_id=purchase.id))
