"""What the parts of an order were paid with: what may go back for them, and never more."""

from core.money import allocate
from shop.orders.models import Order, OrderLine, Parcel
from shop.pricing.tax import added


def of_goods(order: Order, line: OrderLine, quantity: int) -> int:
    """What so many of a line were paid with, reduced and with tax, rounded down to the yen."""
    paid = line.line_total - line.discount
    if order.tax_added:
        paid += added(paid, line.tax_rate_percent)
    return paid * quantity // line.quantity


def of_contents(order: Order, parcel: Parcel) -> int:
    """What the goods in a parcel were paid with."""
    return sum(of_goods(order, each.line, each.quantity) for each in parcel.contents)


def of_delivery(order: Order, parcel: Parcel) -> int:
    """A parcel's share of what was paid besides the goods: delivery and wrapping, reduced."""
    goods = sum(of_goods(order, line, line.quantity) for line in order.lines)
    fees = [each.fee + each.wrapping_fee for each in order.parcels]
    # Without any fee there may be yen of tax that rounding left over.
    shares = allocate(max(order.total - goods, 0), fees if any(fees) else [1] * len(fees))
    return shares[[each.id for each in order.parcels].index(parcel.id)]
