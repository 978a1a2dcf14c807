"""What a business says to its orders."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant


class OrderConfirmation(Base):
    """The business has seen a paid order and will send it."""

    plural = "order_confirmations"

    order_id: Mapped[int] = mapped_column(ForeignKey("shop_orders.id"), primary_key=True)
    confirmed_at: Mapped[Instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("core_users.id"), index=True)
