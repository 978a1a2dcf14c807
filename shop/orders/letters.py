"""What mails about a purchase say: the figures of the screen, written out in its language."""

from typing import Any, Final

from core.mail import service as mail
from core.text import gettext, use_locale
from core.unit_of_work import UnitOfWork
from i18n import formatting
from shop.orders import figures, queries, troubles
from shop.orders.mails import Message
from shop.orders.ports import MoneyNote, money_note
from shop.orders.queries import OrderView, ParcelView, PurchaseView
from shop.orders.service import get_purchase
from shop.orders.states import OrderState, PurchaseState

UNPAID_ONLY: Final = frozenset({Message.PLACED, Message.FAILED})
"""Who has paid in the meantime need not be told that nothing was paid."""


def write(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """A job: read the purchase as it stands and write to its buyer."""
    message = Message(payload["message"])
    purchase = get_purchase(uow, int(payload["purchase_id"]))
    if message in UNPAID_ONLY and purchase.state is not PurchaseState.PLACED:
        return
    view = queries.view_of(purchase, purchase.locale)
    with use_locale(purchase.locale):
        context = context_of(view, money_note(uow, purchase.id))
        context.update(_about(view, payload))
        if message is Message.TROUBLE:
            context["trouble"] = _trouble(uow, int(payload["parcel_id"]))
    mail.send(
        uow,
        to=purchase.email,
        locale=purchase.locale,
        template=f"shop/orders/mail/{message.value}",
        context=context,
    )


def _about(view: PurchaseView, payload: dict[str, Any]) -> dict[str, Any]:
    """The one order, parcel or amount that a message is about, where it is about one."""
    parcel_id, order_id = payload.get("parcel_id"), payload.get("order_id")
    orders = [
        order
        for order in view.orders
        if order.id == order_id or any(parcel.id == parcel_id for parcel in order.parcels)
    ]
    parcels = [parcel for order in orders for parcel in order.parcels if parcel.id == parcel_id]
    amount = payload.get("amount")
    return {
        "order": _order(orders[0]) if orders else None,
        "parcel": _parcel(parcels[0]) if parcels else None,
        "amount": formatting.yen(amount) if amount else "",
    }


def _trouble(uow: UnitOfWork, parcel_id: int) -> dict[str, Any]:
    """What happened last to a parcel, who bears it, and what came of it."""
    last = troubles.history_of(uow.session, parcel_id)[-1]
    return {
        "cause": str(troubles.CAUSES[troubles.Cause(last.cause)]),
        "rule": str(troubles.RULES[troubles.Bearer(last.borne_by)]),
        "words": last.words,
        "outcome": last.outcome,
        "given_back": formatting.yen(last.given_back) if last.given_back else "",
    }


def context_of(view: PurchaseView, note: MoneyNote) -> dict[str, Any]:
    """Plain values for the templates, amounts and days as the language writes them."""
    return {
        "number": view.number,
        "token": view.token,
        "recipient": view.recipient,
        "address_lines": list(view.address_lines),
        "orders": [_order(order) for order in view.orders],
        "figures": figures.plain(figures.of_purchase(view, refunded=note.refunded)),
        "total": formatting.yen(view.total),
        "refunded": formatting.yen(note.refunded) if note.refunded else "",
        "pays_until": formatting.instant(note.pays_until or view.expires_at),
        "instructions_url": note.instructions_url,
        "bank_account": note.bank_account,
        "method": note.method,
    }


def _order(order: OrderView) -> dict[str, Any]:
    found = figures.of_order(order)
    return {
        "number": order.number,
        "vendor": order.vendor.text,
        "is_cancelled": order.state is OrderState.CANCELLED,
        "figures": figures.plain(found.figures),
        "taxes": list(found.taxes),
        "notice": found.notice,
        "parcels": [_parcel(parcel) for parcel in order.parcels],
        "total": formatting.yen(order.total),
    }


def _parcel(parcel: ParcelView) -> dict[str, Any]:
    return {
        "temperature": parcel.temperature.value,
        "arrives": _arrives(parcel),
        "carrier": parcel.carrier,
        "tracking_number": parcel.tracking_number,
        "tracking_url": parcel.tracking_url,
        "recipient": parcel.recipient,
        "contents": [f"{quantity} × {name.text}" for quantity, name in parcel.contents],
    }


def _arrives(parcel: ParcelView) -> str:
    if parcel.wanted_on is not None:
        day = formatting.short_day(parcel.wanted_on)
        return f"{day} {parcel.slot.text}".strip()
    if parcel.earliest_on is None or parcel.latest_on is None:
        return ""
    if parcel.earliest_on == parcel.latest_on:
        return formatting.short_day(parcel.earliest_on)
    return gettext(
        "%(first)s to %(last)s",
        first=formatting.short_day(parcel.earliest_on),
        last=formatting.short_day(parcel.latest_on),
    )
