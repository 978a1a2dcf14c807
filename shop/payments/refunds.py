"""Giving money back: written with its cause, sent once by a job with a frozen key."""

from typing import Final

from sqlalchemy import func, select

from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.orders import mails
from shop.orders.mails import Message
from shop.payments.events import RefundIntended, RefundSucceeded
from shop.payments.models import Payment, PaymentState, Refund, RefundState
from shop.payments.ports import RefundAnswer

SEND: Final = "shop.payments.refund"


def intend(uow: UnitOfWork, payment: Payment, amount: int, *, reason: str) -> Refund:
    """Write that money goes back, once for each reason. Never more than came in.

    Raises DomainError `over_refunded` for more.
    """
    key = f"yz:refund:{payment.id}:{reason}"
    earlier = uow.session.scalar(select(Refund).where(Refund.idempotency_key == key))
    if earlier is not None:
        return earlier
    if amount > payment.amount - given_back(uow, payment):
        raise DomainError("over_refunded", "More cannot be paid back than was paid.")
    refund = Refund(
        payment_id=payment.id,
        amount=amount,
        reason=reason,
        state=RefundState.INTENDED,
        created_at=uow.now,
        idempotency_key=key,
    )
    uow.session.add(refund)
    uow.session.flush()  # the job names the refund by its key
    uow.record(RefundIntended(refund_id=refund.id, payment_id=payment.id, amount=amount))
    uow.enqueue(SEND, {"refund_id": refund.id})
    return refund


def given_back(uow: UnitOfWork, payment: Payment) -> int:
    """What of a payment went back or is on its way; failed refunds do not count."""
    query = select(func.coalesce(func.sum(Refund.amount), 0)).where(
        Refund.payment_id == payment.id, Refund.state != RefundState.FAILED
    )
    return uow.session.scalars(query).one()


def of_order(uow: UnitOfWork, purchase_id: int, order_id: int, amount: int) -> Refund | None:
    """Give a paid order's total back; nothing when it was free or nobody paid."""
    return give_back(uow, purchase_id, amount, reason=f"order:{order_id}")


def give_back(uow: UnitOfWork, purchase_id: int, amount: int, *, reason: str) -> Refund | None:
    """Give part of a purchase back, once for each reason; nothing when nobody paid."""
    payment = uow.session.scalar(
        select(Payment)
        .where(Payment.purchase_id == purchase_id, Payment.state == PaymentState.SUCCEEDED)
        .order_by(Payment.id)
        .limit(1)
        .with_for_update()
    )
    if payment is None or amount == 0:
        return None
    return intend(uow, payment, amount, reason=reason)


def answered(uow: UnitOfWork, refund_id: int, answer: RefundAnswer) -> None:
    """Keep what the provider says of a refund; what is through stays through."""
    refund = uow.session.scalars(
        select(Refund)
        .where(Refund.id == refund_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if refund.state is RefundState.SUCCEEDED and not answer.is_failed:
        return
    refund.refund_id = answer.refund_id
    refund.state = RefundState.SENT
    if answer.is_failed:
        _fail(uow, refund, "failed at the provider")
    elif answer.is_through:
        refund.state, refund.settled_at = RefundState.SUCCEEDED, uow.now
        uow.record(
            RefundSucceeded(refund_id=refund.id, payment_id=refund.payment_id, amount=refund.amount)
        )
        _tell(uow, refund, Message.REFUNDED)


def refused(uow: UnitOfWork, refund_id: int, reason: str) -> None:
    """The provider will not do it: a person must."""
    refund = uow.session.get_one(Refund, refund_id)
    if refund.state is not RefundState.SUCCEEDED:
        _fail(uow, refund, reason)


def _fail(uow: UnitOfWork, refund: Refund, reason: str) -> None:
    """Keep why it failed; the buyer is told the first time."""
    if refund.failure is None:
        _tell(uow, refund, Message.REFUND_FAILED)
    refund.state, refund.failure = RefundState.FAILED, reason[:200]


def _tell(uow: UnitOfWork, refund: Refund, message: Message) -> None:
    payment = uow.session.get_one(Payment, refund.payment_id)
    mails.enqueue(uow, message, payment.purchase_id, amount=refund.amount)
