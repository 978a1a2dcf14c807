"""Telling a business by mail that goods were bought."""

from typing import Any, Final

from core.mail import service as mail
from core.text import use_locale
from core.unit_of_work import UnitOfWork
from i18n import formatting
from i18n.translated import shown
from shop.orders.models import Order
from shop.storefronts.models import Storefront

NEW: Final = "vendors.orders.tell_of_order"
DESK_LOCALE: Final = "ja"
"""The desks of Yaizu's businesses read Japanese."""


def tell_of_order(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """A job after payment: what was bought, and where to confirm it. No mailbox, no mail."""
    order = uow.session.get_one(Order, int(payload["order_id"]))
    storefront = uow.session.get_one(Storefront, order.organisation_id)
    if not storefront.email:
        return
    with use_locale(DESK_LOCALE):
        context = {
            "number": order.number,
            "order_id": order.id,
            "rows": [
                {
                    "name": shown(line.names, DESK_LOCALE).text,
                    "quantity": formatting.number(line.quantity),
                }
                for line in order.lines
            ],
            "total": formatting.yen(order.total),
            "days": [
                formatting.day(parcel.earliest_on) for parcel in order.parcels if parcel.earliest_on
            ],
        }
    mail.send(
        uow,
        to=storefront.email,
        locale=DESK_LOCALE,
        template="vendors/orders/mail/new",
        context=context,
    )
