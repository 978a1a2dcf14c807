"""Confirming orders, and giving them up before they are sent."""

from core.audit import service as audit
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.orders import mails
from shop.orders import service as orders
from shop.orders.mails import Message
from shop.orders.states import OrderState
from vendors.desk import organisation_of
from vendors.orders.models import OrderConfirmation


def confirm(uow: UnitOfWork, order_id: int) -> None:
    """Say that the business has seen the order; twice says it once."""
    own = organisation_of(uow)
    _, order = orders.get_order(uow, order_id, organisation_id=own)
    if uow.session.get(OrderConfirmation, order_id) is not None:
        return
    if order.state is not OrderState.PAID:
        raise DomainError("not_waiting", "Only a paid order that waits can be confirmed.")
    uow.session.add(
        OrderConfirmation(order_id=order_id, confirmed_at=uow.now, user_id=uow.actor.user_id)
    )
    mails.enqueue(uow, Message.CONFIRMED, order.purchase_id, order_id=order.id)
    audit.record(uow, "office:order:confirm", ("order", order.number), organisation_id=own)


def cancel(uow: UnitOfWork, order_id: int, *, reason: str) -> None:
    """Give an order up before anything of it was sent; the buyer is told and paid back."""
    if not reason.strip():
        raise DomainError(
            "reason_missing", "Please write why: the buyer will be told.", field="reason"
        )
    orders.cancel_order(uow, order_id, reason=reason.strip(), organisation_id=organisation_of(uow))
