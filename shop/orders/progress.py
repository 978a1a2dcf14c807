"""Where an order stands and what happens next, in words for its buyer."""

from dataclasses import dataclass
from datetime import date, datetime

from core.dates import tokyo_day
from core.text import gettext
from shop.orders.queries import OrderView, PurchaseView
from shop.orders.states import OrderState, ParcelState, PurchaseState


@dataclass(frozen=True, kw_only=True)
class Step:
    """One stage of an order's way; `on` is empty while it is still to come."""

    label: str
    on: date | None
    is_done: bool
    is_here: bool


def steps(purchase: PurchaseView, order: OrderView) -> tuple[Step, ...]:
    """Ordered, paid, sent, delivered; none for what ended otherwise."""
    if order.state in {OrderState.CANCELLED, OrderState.EXPIRED}:
        return ()
    instants = (
        (gettext("Order placed"), purchase.placed_at),
        (gettext("Paid"), order.paid_at),
        (gettext("Sent"), order.shipped_at),
        (gettext("Delivered"), order.delivered_at),
    )
    reached = {
        OrderState.PLACED: 0,
        OrderState.AUTHORISED: 0,
        OrderState.PAID: 1,
        OrderState.SHIPPED: 2,
        OrderState.DELIVERED: 3,
    }.get(order.state, 0)
    return tuple(
        Step(label=label, on=_day(at), is_done=place <= reached, is_here=place == reached)
        for place, (label, at) in enumerate(instants)
    )


def _day(at: datetime | None) -> date | None:
    return tokyo_day(at) if at else None


def headline(purchase: PurchaseView) -> str:
    """The page's title: what matters most of a purchase now."""
    unpaid = {
        PurchaseState.PLACED: gettext("Your order is not paid yet"),
        PurchaseState.AUTHORISED: gettext("Your goods are being cut and weighed"),
        PurchaseState.PENDING: gettext("Your order waits for your payment"),
        PurchaseState.EXPIRED: gettext("This order was not paid in time"),
        PurchaseState.CANCELLED: gettext("This order is cancelled"),
    }
    if purchase.state in unpaid:
        return unpaid[purchase.state]
    left = [o.state for o in purchase.orders if o.state is not OrderState.CANCELLED]
    if left and all(state is OrderState.DELIVERED for state in left):
        return gettext("Everything has arrived")
    if any(p.state is ParcelState.SHIPPED for o in purchase.orders for p in o.parcels):
        return gettext("Your order is on its way")
    return gettext("Thank you for your order")


def coming(order: OrderView) -> str:
    """What happens next with an order, in one sentence; empty when nothing does."""
    vendor = order.vendor.text
    has_begun = any(parcel.state is not ParcelState.PACKING for parcel in order.parcels)
    if order.state is OrderState.PAID and has_begun:
        return gettext(
            "%(vendor)s is packing what is left. We write when it leaves.", vendor=vendor
        )
    if order.state is OrderState.PAID:
        return gettext("%(vendor)s is packing it. We write when it leaves.", vendor=vendor)
    if order.state is OrderState.AUTHORISED:
        return gettext("%(vendor)s is weighing it. You pay for what is packed.", vendor=vendor)
    is_carried = any(parcel.state is ParcelState.SHIPPED for parcel in order.parcels)
    if order.state is OrderState.SHIPPED and is_carried:
        return gettext("The carrier has it. Tell us here when it arrived.")
    return ""
