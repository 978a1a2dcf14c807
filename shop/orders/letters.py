"""What mails about a purchase say: the figures of the screen, written out in its language."""

from typing import Any

from core.mail import service as mail
from core.text import gettext, use_locale
from core.unit_of_work import UnitOfWork
from i18n import formatting
from shop.orders import queries
from shop.orders.mails import Message
from shop.orders.ports import MoneyNote, money_note
from shop.orders.queries import OrderView, ParcelView, PurchaseView
from shop.orders.service import get_purchase
from shop.orders.states import PurchaseState


def write(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """A job: read the purchase as it stands and write to its buyer."""
    message = Message(payload["message"])
    purchase = get_purchase(uow, int(payload["purchase_id"]))
    if message is Message.PLACED and purchase.state is not PurchaseState.PLACED:
        return
    view = queries.view_of(purchase, purchase.locale)
    parcel_id = payload.get("parcel_id")
    with use_locale(purchase.locale):
        context = context_of(view, money_note(uow, purchase.id))
        parcels = [p for order in view.orders for p in order.parcels if p.id == parcel_id]
        context["parcel"] = _parcel(parcels[0]) if parcels else None
    mail.send(
        uow,
        to=purchase.email,
        locale=purchase.locale,
        template=f"shop/orders/mail/{message.value}",
        context=context,
    )


def context_of(view: PurchaseView, note: MoneyNote) -> dict[str, Any]:
    """Plain values for the templates, amounts and days as the language writes them."""
    return {
        "number": view.number,
        "token": view.token,
        "recipient": view.recipient,
        "address_lines": list(view.address_lines),
        "orders": [_order(order) for order in view.orders],
        "goods_total": formatting.yen(view.goods_total),
        "delivery_total": formatting.yen(view.delivery_total),
        "discount_total": formatting.yen(-view.discount_total) if view.discount_total else "",
        "total": formatting.yen(view.total),
        "refunded": formatting.yen(note.refunded) if note.refunded else "",
        "pays_until": formatting.instant(note.pays_until or view.expires_at),
        "instructions_url": note.instructions_url,
        "bank_account": note.bank_account,
        "method": note.method,
    }


def _order(order: OrderView) -> dict[str, Any]:
    return {
        "number": order.number,
        "vendor": order.vendor.text,
        "is_cancelled": order.state.value == "cancelled",
        "lines": [
            {
                "name": line.name.text,
                "variant": line.variant.text,
                "quantity": line.quantity,
                "total": formatting.yen(line.line_total),
            }
            for line in order.lines
        ],
        "parcels": [_parcel(parcel) for parcel in order.parcels],
        "total": formatting.yen(order.total),
    }


def _parcel(parcel: ParcelView) -> dict[str, Any]:
    return {
        "temperature": parcel.temperature.value,
        "fee": formatting.yen(parcel.fee),
        "arrives": _arrives(parcel),
        "carrier": parcel.carrier,
        "tracking_number": parcel.tracking_number,
        "tracking_url": parcel.tracking_url,
        "contents": [f"{quantity} × {name.text}" for quantity, name in parcel.contents],
    }


def _arrives(parcel: ParcelView) -> str:
    if parcel.earliest_on is None or parcel.latest_on is None:
        return ""
    if parcel.earliest_on == parcel.latest_on:
        return formatting.short_day(parcel.earliest_on)
    return gettext(
        "%(first)s to %(last)s",
        first=formatting.short_day(parcel.earliest_on),
        last=formatting.short_day(parcel.latest_on),
    )
