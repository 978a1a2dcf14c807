"""Goods that are cut to order: a maximum is agreed, and what was packed is paid.

Such an article's price is that of its largest weight; what was packed costs its share of that, in
whole yen, fractions dropped. A purchase with such goods waits, its amount set aside, until all of
them are weighed.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy.orm.attributes import flag_modified

from core.audit import service as audit
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.orders import mails, states, totals
from shop.orders.mails import Message
from shop.orders.models import Order, OrderLine
from shop.orders.service import change, get_order, get_purchase, wait_until
from shop.orders.states import OrderState, PurchaseState
from shop.pricing.tax import contained


def price_of(line: OrderLine, packed_g: int) -> int:
    """What `packed_g` grams of a line cost in yen; never less than what was taken off the line."""
    most_g = line.net_weight_g * line.quantity
    return max(line.unit_price * line.quantity * packed_g // most_g, line.discount)


def mark_authorised(uow: UnitOfWork, purchase_id: int, *, until: datetime) -> None:
    """The whole amount is set aside until a time: the businesses may cut and weigh."""
    purchase = get_purchase(uow, purchase_id, lock=True)
    if not states.check_purchase(purchase.state, PurchaseState.AUTHORISED):
        return
    purchase.state = PurchaseState.AUTHORISED
    for order in purchase.orders:
        if order.state is OrderState.PLACED:
            change(uow, order, OrderState.AUTHORISED)
    wait_until(uow, purchase, until)
    mails.enqueue(uow, Message.AUTHORISED, purchase.id)


def weigh(
    uow: UnitOfWork, order_id: int, packed: Mapping[int, int], *, organisation_id: int | None = None
) -> Order:
    """Write down what was packed of an order's lines that are cut to order, in grams by line.

    Raises DomainError when a weight is outside what was agreed, or a line is missing.
    """
    purchase, order = get_order(uow, order_id, organisation_id=organisation_id)
    if order.state is not OrderState.AUTHORISED:
        raise DomainError("not_to_weigh", "There is nothing to weigh in this order now.")
    if totals.is_final(purchase):
        raise DomainError("being_paid", "The payment is being taken just now. Try again later.")
    for line in order.lines:
        if line.least_weight_g is not None:
            _weigh_line(order, line, packed.get(line.id))
    flag_modified(order, "taxes")
    audit.record(
        uow,
        "office:order:weigh",
        ("order", order.number),
        after={"packed_g": {line.sku: line.packed_weight_g for line in order.lines}},
        organisation_id=order.organisation_id,
    )
    totals.settle(uow, purchase)
    return order


def _weigh_line(order: Order, line: OrderLine, packed_g: int | None) -> None:
    least, most = (line.least_weight_g or 0) * line.quantity, line.net_weight_g * line.quantity
    if packed_g is None or not least <= packed_g <= most:
        raise DomainError(
            "weight_outside",
            "Write the weight that you packed: from %(least)s to %(most)s grams.",
            field=f"packed-{line.id}",
            least=least,
            most=most,
        )
    less = line.line_total - price_of(line, packed_g)
    line.packed_weight_g = packed_g
    line.line_total -= less
    order.goods_total -= less
    order.total -= less
    for bucket in order.taxes:
        if bucket["rate_percent"] == line.tax_rate_percent:
            bucket["amount"] -= less
            bucket["tax"] = contained(bucket["amount"], bucket["rate_percent"])


def reopen(uow: UnitOfWork, purchase_id: int, *, until: datetime) -> None:
    """What was set aside could not be taken: the buyer may pay in another way until a time."""
    purchase = get_purchase(uow, purchase_id, lock=True)
    if purchase.state is not PurchaseState.AUTHORISED:
        return
    purchase.state = PurchaseState.PLACED
    for order in purchase.orders:
        if order.state is OrderState.AUTHORISED:
            change(uow, order, OrderState.PLACED, "the card did not pay")
    wait_until(uow, purchase, until)
    mails.enqueue(uow, Message.FAILED, purchase.id)
