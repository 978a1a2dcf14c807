"""Payments, refunds and the inbox of webhooks."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base, Instant, PrimaryKey, Yen
from shop.orders.models import Purchase


class PaymentState(StrEnum):
    CREATED = "created"
    STARTED = "started"
    PENDING = "pending"
    AUTHORISED = "authorised"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    EXPIRED = "expired"
    MISMATCH = "mismatch"


class RefundState(StrEnum):
    INTENDED = "intended"
    SENT = "sent"
    SUCCEEDED = "succeeded"
    FAILED = "failed"


class Payment(Base):
    """An attempt to take a purchase's whole amount; the first that succeeds pays the purchase.

    A later one that succeeds as well is paid back. `expires_at` is when the hosted page closes.
    `authorised` was set aside for goods that are weighed first; `amount` is then what is taken.
    """

    plural = "payments"
    __table_args__ = (CheckConstraint("amount > 0", name="amount_positive"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("shop_purchases.id"), index=True)
    gateway: Mapped[str] = mapped_column(String(20))
    state: Mapped[PaymentState]
    amount: Mapped[Yen]
    authorised: Mapped[int | None] = mapped_column(default=None, init=False)
    created_at: Mapped[Instant]
    expires_at: Mapped[Instant]
    idempotency_key: Mapped[str] = mapped_column(String(80), unique=True)
    session_id: Mapped[str | None] = mapped_column(String(100), unique=True, default=None)
    session_url: Mapped[str | None] = mapped_column(String(1000), default=None)
    intent_id: Mapped[str | None] = mapped_column(String(100), index=True, default=None)
    charge_id: Mapped[str | None] = mapped_column(String(100), default=None)
    method: Mapped[str | None] = mapped_column(String(30), default=None)
    failure: Mapped[str | None] = mapped_column(String(200), default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    purchase: Mapped[Purchase] = relationship(lazy="raise", init=False)


class Refund(Base):
    """Money on its way back to the buyer; its key says for what, so it is sent once."""

    plural = "refunds"
    __table_args__ = (CheckConstraint("amount > 0", name="amount_positive"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    payment_id: Mapped[int] = mapped_column(ForeignKey("shop_payments.id"), index=True)
    amount: Mapped[Yen]
    reason: Mapped[str] = mapped_column(String(60))
    state: Mapped[RefundState]
    created_at: Mapped[Instant]
    idempotency_key: Mapped[str] = mapped_column(String(80), unique=True)
    refund_id: Mapped[str | None] = mapped_column(String(100), unique=True, default=None)
    failure: Mapped[str | None] = mapped_column(String(200), default=None)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)


class WebhookReceipt(Base):
    """A verified event as it came, once by its id; a job does the work."""

    plural = "webhook_receipts"
    __table_args__ = (Index("ix_shop_webhook_receipts_object", "object_id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    event_id: Mapped[str] = mapped_column(String(100), unique=True)
    event_type: Mapped[str] = mapped_column(String(100))
    object_id: Mapped[str] = mapped_column(String(100))
    received_at: Mapped[Instant]
    payload: Mapped[dict[str, Any]]
    handled_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[str | None] = mapped_column(String(60), default=None)
