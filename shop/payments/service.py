"""A purchase's money: begun, settled by what the provider says, given back.

What the provider says is always read anew, and only moves a payment forward: a repeated, late
or reordered word changes nothing that is settled.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select

from core.audit import service as audit
from core.dates import day_start, tokyo_day
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.orders import mails, totals
from shop.orders import service as orders
from shop.orders.mails import Message
from shop.orders.models import Purchase
from shop.orders.states import PurchaseState
from shop.payments import capturing, manual, refunds
from shop.payments.events import PaymentMismatched, PaymentSucceeded
from shop.payments.lines import items_of
from shop.payments.models import Payment, PaymentState
from shop.payments.ports import Observed, SessionRequest, SessionState, Started

SESSION_LIFE: Final = timedelta(minutes=31)
"""The provider wants 30 minutes from when it hears of it."""
FRESH: Final = timedelta(seconds=45)
GRACE: Final = timedelta(minutes=2)
VOUCHER_DAYS: Final = 3
VOUCHER_GRACE: Final = timedelta(hours=2)
SETTLED: Final = frozenset({PaymentState.SUCCEEDED, PaymentState.MISMATCH})
OPEN: Final = frozenset({PaymentState.CREATED, PaymentState.STARTED, PaymentState.PENDING})


class Outcome(StrEnum):
    """What became of a word of the provider."""

    OPEN = "open"
    PENDING = "pending"
    AUTHORISED = "authorised"
    PAID = "paid"
    PAID_LATE = "paid_late"
    REFUNDED_LATE = "refunded_late"
    REFUNDED_DOUBLE = "refunded_double"
    FAILED = "failed"
    EXPIRED = "expired"
    MISMATCH = "mismatch"
    ALREADY = "already"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A payment to be begun at the provider, or one whose page is still open at `url`."""

    payment_id: int
    request: SessionRequest
    url: str = ""


def begin(uow: UnitOfWork, purchase_id: int, *, gateway: str, return_url: str) -> Begun:
    """Write down that a purchase is to be paid, before anybody is asked.

    May be said in the transaction that places the purchase: then nothing of it is read again.
    Raises DomainError `not_payable` when there is nothing to pay any more.
    """
    locked = orders.lock_purchase(uow, purchase_id)
    if locked.state is not PurchaseState.PLACED or locked.expires_at <= uow.now:
        raise DomainError("not_payable", "This order can no longer be paid.")
    purchase = uow.session.get_one(Purchase, purchase_id)
    if gateway == manual.NAME and is_maximum(purchase):
        raise DomainError(
            "card_needed", "These goods are weighed before they are paid. That needs a card."
        )
    latest = _latest(uow, purchase)
    payment = _reusable(uow, latest) or _new(uow, purchase, gateway, is_first=latest is None)
    if payment.state is PaymentState.CREATED:
        orders.wait_until(uow, purchase, max(locked.expires_at, payment.expires_at + GRACE))
    return Begun(
        payment_id=payment.id,
        request=_request(purchase, payment, return_url),
        url=payment.session_url or "",
    )


def started(uow: UnitOfWork, payment_id: int, answer: Started) -> None:
    """Keep the provider's answer. A transfer waits for its deadline from here on."""
    payment = _locked(uow, payment_id)
    if payment.state is not PaymentState.CREATED:
        return
    payment.session_id, payment.session_url = answer.session_id, answer.url or None
    payment.state = PaymentState.STARTED
    if answer.waits_until is not None:
        payment.state, payment.expires_at = PaymentState.PENDING, answer.waits_until
        payment.method = "transfer"
        orders.mark_pending(uow, payment.purchase_id, until=answer.waits_until)


def refused(uow: UnitOfWork, payment_id: int, reason: str) -> None:
    """The provider would not begin it; the next try is a new one."""
    payment = _locked(uow, payment_id)
    if payment.state is PaymentState.CREATED:
        payment.state, payment.failure = PaymentState.FAILED, reason[:200]


def settle(uow: UnitOfWork, seen: Observed) -> Outcome:
    """Move a payment and its purchase to what the provider says now."""
    payment_id = uow.session.scalar(select(Payment.id).where(Payment.session_id == seen.session_id))
    if payment_id is None:
        return Outcome.UNKNOWN
    payment = _locked(uow, payment_id)
    if payment.state in SETTLED:
        return Outcome.ALREADY
    payment.intent_id = seen.intent_id or payment.intent_id
    payment.charge_id = seen.charge_id or payment.charge_id
    payment.method = seen.method or payment.method
    if seen.state is SessionState.PAID:
        return _paid(uow, payment, seen)
    if payment.state is PaymentState.AUTHORISED or seen.state is SessionState.AUTHORISED:
        return _set_aside(uow, payment, seen)
    return _unpaid(uow, payment, seen)


def _unpaid(uow: UnitOfWork, payment: Payment, seen: Observed) -> Outcome:
    if seen.state is SessionState.PENDING:
        return _pending(uow, payment, seen)
    if seen.state in {SessionState.FAILED, SessionState.EXPIRED}:
        return _over(uow, payment, seen)
    return Outcome.OPEN


def confirm_transfer(uow: UnitOfWork, payment_id: int, *, received: int) -> Outcome:
    """Staff saw the money in the bank account. Another amount than asked is kept apart."""
    payment = uow.session.get(Payment, payment_id)
    if payment is None or payment.gateway != "manual" or payment.session_id is None:
        raise NotFoundError
    seen = Observed(
        session_id=payment.session_id,
        state=SessionState.PAID,
        amount=received,
        currency="jpy",
        method="transfer",
    )
    outcome = settle(uow, seen)
    audit.record(
        uow,
        "city:payment:confirm",
        ("payment", payment_id),
        after={"received": received, "outcome": outcome.value},
    )
    return outcome


def _latest(uow: UnitOfWork, purchase: Purchase) -> Payment | None:
    return uow.session.scalar(
        select(Payment)
        .where(Payment.purchase_id == purchase.id)
        .order_by(Payment.id.desc())
        .limit(1)
    )


def _reusable(uow: UnitOfWork, latest: Payment | None) -> Payment | None:
    """A payment that was begun and can go on: its page is open, or nobody was asked yet."""
    if latest is None:
        return None
    if latest.state is PaymentState.STARTED and latest.expires_at > uow.now:
        return latest
    is_fresh = uow.now - latest.created_at <= FRESH
    return latest if latest.state is PaymentState.CREATED and is_fresh else None


def _new(uow: UnitOfWork, purchase: Purchase, gateway: str, *, is_first: bool) -> Payment:
    query = select(func.count()).where(Payment.purchase_id == purchase.id)
    attempt = 1 if is_first else uow.session.scalars(query).one() + 1
    payment = Payment(
        purchase_id=purchase.id,
        gateway=gateway,
        state=PaymentState.CREATED,
        amount=purchase.total,
        created_at=uow.now,
        expires_at=uow.now + SESSION_LIFE,
        idempotency_key=f"yz:session:{purchase.number}:{attempt}",
    )
    uow.session.add(payment)
    uow.session.flush()  # the provider is told the payment's key
    return payment


def _request(purchase: Purchase, payment: Payment, return_url: str) -> SessionRequest:
    return SessionRequest(
        key=payment.idempotency_key,
        purchase_number=purchase.number,
        payment_id=payment.id,
        amount=payment.amount,
        items=items_of(purchase),
        locale=purchase.locale,
        country=purchase.country,
        email=purchase.email,
        success_url=f"{return_url}&paid=1",
        cancel_url=f"{return_url}&left=1",
        expires_at=payment.expires_at,
        created_at=payment.created_at,
        is_maximum=is_maximum(purchase),
    )


def is_maximum(purchase: Purchase) -> bool:
    """Whether something in it is still to be weighed: the total is then the most it may cost."""
    return not all(totals.is_weighed(order) for order in totals.counted(purchase.orders))


def _locked(uow: UnitOfWork, payment_id: int) -> Payment:
    """A payment, its purchase locked first: everything about one purchase comes in turn."""
    purchase_id = uow.session.scalar(select(Payment.purchase_id).where(Payment.id == payment_id))
    if purchase_id is None:
        raise NotFoundError
    orders.lock_purchase(uow, purchase_id)
    return uow.session.scalars(
        select(Payment)
        .where(Payment.id == payment_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()


def _paid(uow: UnitOfWork, payment: Payment, seen: Observed) -> Outcome:
    payment.settled_at = uow.now
    if seen.amount != payment.amount or seen.currency != "jpy":
        payment.state = PaymentState.MISMATCH
        payment.failure = f"received {seen.amount} {seen.currency}"
        uow.record(PaymentMismatched(payment_id=payment.id, purchase_id=payment.purchase_id))
        mails.enqueue(uow, Message.MISMATCHED, payment.purchase_id)
        return Outcome.MISMATCH
    payment.state = PaymentState.SUCCEEDED
    uow.record(
        PaymentSucceeded(
            payment_id=payment.id, purchase_id=payment.purchase_id, amount=payment.amount
        )
    )
    before = orders.get_purchase(uow, payment.purchase_id).state
    if before is PurchaseState.PAID:
        refunds.intend(uow, payment, payment.amount, reason="double")
        return Outcome.REFUNDED_DOUBLE
    if not orders.mark_paid(uow, payment.purchase_id):
        refunds.intend(uow, payment, payment.amount, reason="late")
        return Outcome.REFUNDED_LATE
    return Outcome.PAID_LATE if before is PurchaseState.EXPIRED else Outcome.PAID


def _set_aside(uow: UnitOfWork, payment: Payment, seen: Observed) -> Outcome:
    """An amount was set aside, still is, or was let go before it was taken."""
    if seen.state in {SessionState.FAILED, SessionState.EXPIRED}:
        capturing.lost(uow, payment)
        return Outcome.EXPIRED
    if payment.state is PaymentState.AUTHORISED:
        return Outcome.ALREADY
    if seen.amount != payment.amount:
        capturing.release(uow, payment, PaymentState.MISMATCH)
        payment.failure = f"set aside {seen.amount}"
        return Outcome.MISMATCH
    is_wanted = capturing.authorised(uow, payment, seen)
    return Outcome.AUTHORISED if is_wanted else Outcome.EXPIRED


def _pending(uow: UnitOfWork, payment: Payment, seen: Observed) -> Outcome:
    """The buyer has a number to pay with at a store: goods wait as long as it is good."""
    last_day = day_start(tokyo_day(uow.now) + timedelta(days=VOUCHER_DAYS + 1))
    until = (seen.pays_until or last_day) + VOUCHER_GRACE
    payment.state, payment.expires_at = PaymentState.PENDING, until
    payment.session_url = seen.instructions_url or None
    orders.mark_pending(uow, payment.purchase_id, until=until)
    return Outcome.PENDING


def _over(uow: UnitOfWork, payment: Payment, seen: Observed) -> Outcome:
    """The attempt is over; the purchase as well when it waited for just this money."""
    was_pending = payment.state is PaymentState.PENDING
    is_failed = seen.state is SessionState.FAILED
    is_news = payment.state is not PaymentState.FAILED
    payment.state = PaymentState.FAILED if is_failed else PaymentState.EXPIRED
    payment.failure = (seen.failure or "")[:200] or None
    purchase = orders.get_purchase(uow, payment.purchase_id)
    if was_pending and purchase.state is PurchaseState.PENDING:
        purchase.expires_at = uow.now
        uow.session.flush()  # the next verb reads the row anew
        orders.expire(uow, purchase.id)
    elif is_failed and is_news and purchase.state is PurchaseState.PLACED:
        mails.enqueue(uow, Message.FAILED, purchase.id)
    return Outcome.FAILED if is_failed else Outcome.EXPIRED
