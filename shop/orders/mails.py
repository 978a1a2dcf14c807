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
    PAID = "paid"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    LINK = "link"


def enqueue(
    uow: UnitOfWork, message: Message, purchase_id: int, *, parcel_id: int | None = None
) -> None:
    """Have the buyer told, once what happened is committed."""
    uow.enqueue(
        JOB,
        {"message": message.value, "purchase_id": purchase_id, "parcel_id": parcel_id},
        delay=PATIENCE if message is Message.PLACED else timedelta(),
    )
