"""Payments that a person must look at."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shop.orders.models import Purchase
from shop.payments.models import Payment, PaymentState, Refund, RefundState


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A payment with what is asked of staff."""

    payment_id: int
    number: str
    amount: int
    created_at: datetime
    expires_at: datetime
    note: str


def transfers(session: Session) -> Sequence[Waiting]:
    """Bank transfers that buyers announced, the oldest first."""
    return _waiting(session, Payment.gateway == "manual", Payment.state == PaymentState.PENDING)


def mismatches(session: Session) -> Sequence[Waiting]:
    """Payments of another amount or currency than asked."""
    return _waiting(session, Payment.state == PaymentState.MISMATCH)


def _waiting(session: Session, *conditions: object) -> Sequence[Waiting]:
    rows = session.execute(
        select(Payment, Purchase.number)
        .join(Purchase, Payment.purchase_id == Purchase.id)
        .where(*conditions)  # pyright: ignore[reportArgumentType]
        .order_by(Payment.id)
        .limit(200)
    )
    return [
        Waiting(
            payment_id=payment.id,
            number=number,
            amount=payment.amount,
            created_at=payment.created_at,
            expires_at=payment.expires_at,
            note=payment.failure or "",
        )
        for payment, number in rows
    ]


def failed_refunds(session: Session) -> Sequence[tuple[Refund, str]]:
    """Refunds that the provider would not make, with the purchase's number."""
    rows = session.execute(
        select(Refund, Purchase.number)
        .join(Payment, Refund.payment_id == Payment.id)
        .join(Purchase, Payment.purchase_id == Purchase.id)
        .where(Refund.state == RefundState.FAILED)
        .order_by(Refund.id)
        .limit(200)
    )
    return [(refund, number) for refund, number in rows]
