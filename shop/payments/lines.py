"""What the hosted page lists: the purchase's own figures, down to the last yen."""

from collections.abc import Sequence
from typing import Final

from core.text import gettext, use_locale
from i18n.translated import shown
from shop.orders import totals
from shop.orders.models import Order, OrderLine, Purchase
from shop.payments.ports import Item

MOST: Final = 90


def items_of(purchase: Purchase) -> list[Item]:
    """One line per article and one for delivery per order; few lines when they are too many.

    The provider takes no negative lines: a reduced article stands as one line with what is
    really paid for it.
    """
    with use_locale(purchase.locale):
        orders = totals.counted(purchase.orders)
        items = [item for order in orders for item in _items(order, purchase.locale)]
        if len(items) > MOST:
            items = [_whole(order, purchase.locale) for order in orders]
    return [item for item in items if item.unit_amount * item.quantity > 0]


def _items(order: Order, locale: str) -> Sequence[Item]:
    goods = [_article(line, locale) for line in order.lines]
    reduced_delivery = order.discount_total - sum(line.discount for line in order.lines)
    return [
        *goods,
        Item(
            name=gettext("Delivery by %(vendor)s", vendor=_vendor(order, locale)),
            unit_amount=order.delivery_total - reduced_delivery,
        ),
        Item(
            name=gettext("Wrapping and noshi by %(vendor)s", vendor=_vendor(order, locale)),
            unit_amount=order.wrapping_total,
        ),
        Item(name=gettext("Consumption tax"), unit_amount=order.tax_added),
    ]


def _article(line: OrderLine, locale: str) -> Item:
    name = shown(line.names, locale).text
    if line.packed_weight_g is not None:
        return Item(name=f"{line.quantity} × {name}", unit_amount=line.line_total - line.discount)
    if line.discount == 0:
        return Item(name=name, unit_amount=line.unit_price, quantity=line.quantity)
    return Item(
        name=gettext("%(quantity)s × %(name)s, reduced", quantity=line.quantity, name=name),
        unit_amount=line.line_total - line.discount,
    )


def _whole(order: Order, locale: str) -> Item:
    return Item(
        name=gettext(
            "Order %(number)s, %(vendor)s", number=order.number, vendor=_vendor(order, locale)
        ),
        unit_amount=order.total,
    )


def _vendor(order: Order, locale: str) -> str:
    return shown(order.vendor_names, locale).text or order.organisation.name
