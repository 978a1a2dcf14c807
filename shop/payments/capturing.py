"""An amount that was set aside: taken when the goods are weighed, let go when nothing is sent."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from core.jobs import JobContext
from core.unit_of_work import PAYMENT_PROVIDER, UnitOfWork
from shop.orders import service as orders
from shop.orders import totals, weighing
from shop.orders.models import Purchase
from shop.orders.states import PurchaseState
from shop.payments.models import Payment, PaymentState
from shop.payments.ports import GatewayRefusedError, Observed, PaymentGateway

CAPTURE: Final = "shop.payments.capture"
RELEASE: Final = "shop.payments.release"
LOOK: Final = "shop.payments.look"
HOLD: Final = timedelta(days=6)
"""A card's authorisation lasts seven days at the provider; a day is left for taking it."""
SECOND_TRY: Final = timedelta(days=3)
"""How long the buyer may pay in another way when the card did not."""
SAMPLE: Final = "sample"
"""The gateway of the sample market's payments: no provider holds them."""


def authorised(uow: UnitOfWork, payment: Payment, seen: Observed) -> bool:
    """The provider set the amount aside: the goods may be cut and weighed.

    False for a purchase that is over or for which another amount is set aside: it is let go.
    """
    if orders.lock_purchase(uow, payment.purchase_id).state is not PurchaseState.PLACED:
        release(uow, payment, PaymentState.EXPIRED)
        return False
    payment.state, payment.expires_at = PaymentState.AUTHORISED, uow.now + HOLD
    payment.authorised = seen.amount
    weighing.mark_authorised(uow, payment.purchase_id, until=payment.expires_at)
    return True


def release(uow: UnitOfWork, payment: Payment, state: PaymentState) -> None:
    """What was set aside is the buyer's again."""
    payment.state = state
    if payment.gateway != SAMPLE:
        uow.enqueue(RELEASE, {"payment_id": payment.id})


def intend(uow: UnitOfWork, purchase_id: int) -> None:
    """All is weighed: have the final amount taken."""
    payment = _waiting(uow, purchase_id)
    if payment is None:
        return
    total = uow.session.get_one(Purchase, purchase_id).total
    if total == 0:
        release(uow, payment, PaymentState.EXPIRED)
        orders.mark_paid(uow, purchase_id)
        return
    payment.amount = total
    if payment.gateway == SAMPLE:
        payment.state, payment.settled_at = PaymentState.SUCCEEDED, uow.now
        orders.mark_paid(uow, purchase_id)
        return
    uow.enqueue(CAPTURE, {"payment_id": payment.id})


def let_go(uow: UnitOfWork, purchase_id: int) -> None:
    """Nothing of the purchase will be sent: what was set aside is the buyer's again."""
    payment = _waiting(uow, purchase_id)
    purchase = uow.session.get_one(Purchase, purchase_id)
    if payment is not None and purchase.state is not PurchaseState.AUTHORISED:
        release(uow, payment, PaymentState.EXPIRED)


def lost(uow: UnitOfWork, payment: Payment) -> None:
    """The provider let the amount go before it was taken: pay anew, or it is over."""
    payment.state = PaymentState.EXPIRED
    purchase = orders.get_purchase(uow, payment.purchase_id)
    if purchase.state is not PurchaseState.AUTHORISED:
        return
    if totals.is_final(purchase):
        weighing.reopen(uow, purchase.id, until=uow.now + SECOND_TRY)
        return
    purchase.expires_at = uow.now
    uow.session.flush()  # the next verb reads the row anew
    orders.expire(uow, purchase.id)


def _waiting(uow: UnitOfWork, purchase_id: int) -> Payment | None:
    return uow.session.scalar(
        select(Payment)
        .where(Payment.purchase_id == purchase_id, Payment.state == PaymentState.AUTHORISED)
        .with_for_update()
    )


@dataclass(frozen=True)
class Capture:
    """Take the final amount with the purchase's own key, then read what became of it."""

    gateway: PaymentGateway

    def __call__(self, context: JobContext, payload: dict[str, Any]) -> None:
        payment_id = int(payload["payment_id"])
        with context.database.unit_of_work(PAYMENT_PROVIDER, read_only=True) as uow:
            payment = uow.session.get_one(Payment, payment_id)
            if payment.state is not PaymentState.AUTHORISED:
                return
            intent, amount = payment.intent_id or "", payment.amount
            key = f"{payment.idempotency_key}:capture"
        try:
            self.gateway.capture(intent, amount, key=key)
        except GatewayRefusedError as error:
            with context.database.unit_of_work(PAYMENT_PROVIDER) as uow:
                payment = uow.session.get_one(Payment, payment_id)
                payment.failure = str(error)[:200]
        with context.database.unit_of_work(PAYMENT_PROVIDER) as uow:
            session_id = uow.session.get_one(Payment, payment_id).session_id
            uow.enqueue(LOOK, {"session_id": session_id})


@dataclass(frozen=True)
class Release:
    """Let go of what was set aside."""

    gateway: PaymentGateway

    def __call__(self, context: JobContext, payload: dict[str, Any]) -> None:
        with context.database.unit_of_work(PAYMENT_PROVIDER, read_only=True) as uow:
            payment = uow.session.get_one(Payment, int(payload["payment_id"]))
            intent, key = payment.intent_id or "", f"{payment.idempotency_key}:release"
        self.gateway.release(intent, key=key)
