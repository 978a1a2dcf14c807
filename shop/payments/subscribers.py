"""What payments do when an order or purchase ends."""

from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from shop.orders.events import OrderCancelled, ParcelGivenBack, PurchaseExpired, PurchaseWeighed
from shop.payments import capturing, refunds
from shop.payments.jobs import CLOSE
from shop.payments.models import Payment, PaymentState


def give_back(uow: UnitOfWork, event: OrderCancelled) -> None:
    """A cancelled order's money goes back; an unpaid one's page is closed."""
    if event.was_paid:
        refunds.of_order(uow, event.purchase_id, event.order_id, event.amount)
    else:
        _close(uow, event.purchase_id)
        capturing.let_go(uow, event.purchase_id)


def give_parcel_back(uow: UnitOfWork, event: ParcelGivenBack) -> None:
    """What a parcel cost that did not arrive goes back, once."""
    refunds.give_back(uow, event.purchase_id, event.amount, reason=f"parcel:{event.parcel_id}")


def close_pages(uow: UnitOfWork, event: PurchaseExpired) -> None:
    """Nobody shall pay for what is over."""
    _close(uow, event.purchase_id)
    capturing.let_go(uow, event.purchase_id)


def take(uow: UnitOfWork, event: PurchaseWeighed) -> None:
    """What was packed is to be paid."""
    capturing.intend(uow, event.purchase_id)


def _close(uow: UnitOfWork, purchase_id: int) -> None:
    rows = uow.session.scalars(
        select(Payment.session_id).where(
            Payment.purchase_id == purchase_id,
            Payment.state == PaymentState.STARTED,
            Payment.session_id.is_not(None),
        )
    )
    for session_id in rows:
        uow.enqueue(CLOSE, {"session_id": session_id})
