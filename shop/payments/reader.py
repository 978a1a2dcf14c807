"""Answers orders' question: how is it with a purchase's money?"""

from dataclasses import dataclass

from sqlalchemy import func, select

from core.unit_of_work import UnitOfWork
from shop.orders.ports import MoneyNote
from shop.payments.models import Payment, PaymentState, Refund, RefundState


@dataclass(frozen=True)
class MoneyOfMarket:
    """What payments and refunds say; `bank_account` is shown to who pays by transfer."""

    bank_account: str

    def note(self, uow: UnitOfWork, purchase_id: int) -> MoneyNote:
        latest = uow.session.scalar(
            select(Payment)
            .where(Payment.purchase_id == purchase_id)
            .order_by((Payment.state == PaymentState.SUCCEEDED).desc(), Payment.id.desc())
            .limit(1)
        )
        if latest is None:
            return MoneyNote()
        is_pending = latest.state is PaymentState.PENDING
        is_transfer = latest.method == "transfer"
        refunded = uow.session.scalars(
            select(func.coalesce(func.sum(Refund.amount), 0))
            .join(Payment, Refund.payment_id == Payment.id)
            .where(Payment.purchase_id == purchase_id, Refund.state != RefundState.FAILED)
        ).one()
        return MoneyNote(
            is_asked=latest.state is PaymentState.STARTED,
            method=latest.method or "",
            pays_until=latest.expires_at if is_pending else None,
            instructions_url=(latest.session_url or "") if is_pending else "",
            bank_account=self.bank_account if is_transfer and is_pending else "",
            refunded=refunded,
        )
