"""Which message goes out when; what it says is read when the job runs."""

from datetime import timedelta
from enum import StrEnum
from typing import Final

from core.unit_of_work import UnitOfWork

JOB: Final = "shop.orders.mail"
PATIENCE: Final = timedelta(minutes=10)
"""Who pays at once gets one mail, not two."""


class Message(StrEnum):
    PLACED = "placed"
    PENDING = "pending"
    AUTHORISED = "authorised"
    FAILED = "failed"
    MISMATCHED = "mismatched"
    PAID = "paid"
    CONFIRMED = "confirmed"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    TROUBLE = "trouble"
    CANCELLED = "cancelled"
    REFUNDED = "refunded"
    REFUND_FAILED = "refund_failed"
    EXPIRED = "expired"


def enqueue(uow: UnitOfWork, message: Message, purchase_id: int, **about: int) -> None:
    """Have the buyer told, once what happened is committed.

    `about` names what the message is about: `parcel_id`, `order_id`, or an `amount` in yen.
    """
    uow.enqueue(
        JOB,
        {"message": message.value, "purchase_id": purchase_id, **about},
        delay=PATIENCE if message is Message.PLACED else timedelta(),
    )
