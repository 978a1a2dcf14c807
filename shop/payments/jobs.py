"""What is done with the provider over the network, between transactions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import select

from core.jobs import JobContext
from core.unit_of_work import PAYMENT_PROVIDER, Actor, Database, UnitOfWork
from shop.payments import capturing, refunds, service
from shop.payments.models import Payment, PaymentState, Refund, RefundState, WebhookReceipt
from shop.payments.ports import (
    GatewayRefusedError,
    PaymentGateway,
    RefundRequest,
)

LOOK: Final = capturing.LOOK
CLOSE: Final = "shop.payments.close"
RECEIPT: Final = "shop.payments.receipt"
LOOK_AGAIN: Final = "shop.payments.look_again"
SESSION_EVENTS: Final = "checkout.session."
INTENT_EVENTS: Final = "payment_intent."
REFUND_EVENTS: Final = ("refund.", "charge.refund")


def ask(database: Database, actor: Actor, gateway: PaymentGateway, begun: service.Begun) -> str:
    """Ask the provider for the page of a payment that was begun, and keep the answer: where to pay.

    An empty address means that the money comes another way. Raises GatewayError when the
    provider cannot be asked now; asking again goes on with the same payment.
    """
    if begun.url:
        return begun.url
    try:
        answer = gateway.start(begun.request)
    except GatewayRefusedError as error:
        with database.unit_of_work(actor) as uow:
            service.refused(uow, begun.payment_id, str(error))
        raise
    with database.unit_of_work(actor) as uow:
        service.started(uow, begun.payment_id, answer)
    return answer.url


@dataclass(frozen=True)
class Look:
    """Read a session anew and settle its payment."""

    gateway: PaymentGateway

    def __call__(self, context: JobContext, payload: dict[str, Any]) -> None:
        look(context.database, self.gateway, str(payload["session_id"]))


def look(database: Database, gateway: PaymentGateway, session_id: str) -> service.Outcome:
    """Read a session anew and settle its payment."""
    seen = gateway.look_up(session_id)
    with database.unit_of_work(PAYMENT_PROVIDER) as uow:
        return service.settle(uow, seen)


@dataclass(frozen=True)
class Close:
    """End an open page; if it was paid in the meantime, that is settled."""

    gateway: PaymentGateway

    def __call__(self, context: JobContext, payload: dict[str, Any]) -> None:
        session_id = str(payload["session_id"])
        self.gateway.close(session_id)
        look(context.database, self.gateway, session_id)


@dataclass(frozen=True)
class SendRefund:
    """Give money back with the refund's own key: sending it twice gives it back once."""

    gateway: PaymentGateway

    def __call__(self, context: JobContext, payload: dict[str, Any]) -> None:
        refund_id = int(payload["refund_id"])
        with context.database.unit_of_work(PAYMENT_PROVIDER, read_only=True) as uow:
            request = _refund_request(uow, refund_id)
        if request is None:
            return
        try:
            answer = self.gateway.refund(request)
        except GatewayRefusedError as error:
            with context.database.unit_of_work(PAYMENT_PROVIDER) as uow:
                refunds.refused(uow, refund_id, str(error))
            return
        with context.database.unit_of_work(PAYMENT_PROVIDER) as uow:
            refunds.answered(uow, refund_id, answer)


def _refund_request(uow: UnitOfWork, refund_id: int) -> RefundRequest | None:
    """What is to be sent; None when it was sent already or never can be."""
    refund = uow.session.get_one(Refund, refund_id)
    payment = uow.session.get_one(Payment, refund.payment_id)
    if refund.state is not RefundState.INTENDED:
        return None
    return RefundRequest(
        key=refund.idempotency_key,
        intent_id=payment.intent_id or "",
        amount=refund.amount,
        reason=refund.reason,
        email="",
    )


@dataclass(frozen=True)
class HandleReceipt:
    """Work on a stored event: never believe its content, read what it speaks of anew."""

    gateway: PaymentGateway

    def __call__(self, context: JobContext, payload: dict[str, Any]) -> None:
        receipt_id = int(payload["receipt_id"])
        with context.database.unit_of_work(PAYMENT_PROVIDER, read_only=True) as uow:
            receipt = uow.session.get_one(WebhookReceipt, receipt_id)
            if receipt.handled_at is not None:
                return
            session_id = session_of(uow, receipt.event_type, receipt.payload)
            refund = _refund_of(uow, receipt.event_type, receipt.object_id)
        outcome = "ignored"
        if session_id is not None:
            outcome = look(context.database, self.gateway, session_id).value
        elif refund is not None:
            answer = self.gateway.look_up_refund(receipt.object_id)
            with context.database.unit_of_work(PAYMENT_PROVIDER) as uow:
                refunds.answered(uow, refund, answer)
            outcome = "refund"
        with context.database.unit_of_work(PAYMENT_PROVIDER) as uow:
            kept = uow.session.get_one(WebhookReceipt, receipt_id)
            kept.handled_at, kept.outcome = uow.now, outcome


def session_of(uow: UnitOfWork, event_type: str, event: Mapping[str, Any]) -> str | None:
    """The session of ours that an event speaks of; None for anything else."""
    subject = _subject(event)
    if event_type.startswith(SESSION_EVENTS):
        found = Payment.session_id == str(subject.get("id"))
    elif event_type.startswith(INTENT_EVENTS):
        metadata = cast("dict[str, Any]", subject.get("metadata") or {})
        key = str(metadata.get("payment", ""))
        found = (
            Payment.id == int(key) if key.isdigit() else Payment.intent_id == str(subject.get("id"))
        )
    else:
        return None
    return uow.session.scalar(select(Payment.session_id).where(found))


def _subject(event: Mapping[str, Any]) -> dict[str, Any]:
    data = cast("dict[str, Any]", event.get("data") or {})
    return cast("dict[str, Any]", data.get("object") or {})


def _refund_of(uow: UnitOfWork, event_type: str, object_id: str) -> int | None:
    if not event_type.startswith(REFUND_EVENTS):
        return None
    return uow.session.scalar(select(Refund.id).where(Refund.refund_id == object_id))


def look_again(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """Ask about pages and vouchers whose time is over: a lost event shall lose nothing."""
    rows = uow.session.scalars(
        select(Payment.session_id)
        .where(
            Payment.state.in_(
                [PaymentState.STARTED, PaymentState.PENDING, PaymentState.AUTHORISED]
            ),
            Payment.gateway != "manual",
            Payment.expires_at <= uow.now,
            Payment.session_id.is_not(None),
        )
        .order_by(Payment.expires_at)
        .limit(200)
    )
    for session_id in rows:
        uow.enqueue(LOOK, {"session_id": session_id})


def open_session_of(uow: UnitOfWork, purchase_id: int) -> str | None:
    """The session whose word is still to come, if any."""
    return uow.session.scalar(
        select(Payment.session_id)
        .where(
            Payment.purchase_id == purchase_id,
            Payment.state == PaymentState.STARTED,
            Payment.session_id.is_not(None),
        )
        .order_by(Payment.id.desc())
        .limit(1)
    )
