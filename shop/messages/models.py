"""Questions about products, and messages about orders."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class Side(StrEnum):
    BUYER = "buyer"
    BUSINESS = "business"


class Question(Base):
    """Something that somebody wants to know of goods.

    `email` is only where the answer is sent. With its answer the question stands on the
    product's page, unless the business answers by mail alone.
    """

    plural = "questions"
    __table_args__ = (
        Index("ix_shop_questions_shelf", "product_id", "is_public", "id"),
        Index("ix_shop_questions_desk", "organisation_id", "answered_at", "id"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("core_organisations.id"))
    email: Mapped[str] = mapped_column(String(254), index=True)
    reader_locale: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(10))
    asked_at: Mapped[Instant]
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_users.id"), index=True, default=None
    )
    is_public: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[str] = mapped_column(Text, default="")
    answer_locale: Mapped[str] = mapped_column(String(10), default="")
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    is_sample: Mapped[bool] = mapped_column(default=False)


class Message(Base):
    """One message about an order. A buyer's message waits until it is `settled_at`."""

    plural = "messages"
    __table_args__ = (
        Index("ix_shop_messages_thread", "order_id", "id"),
        Index("ix_shop_messages_desk", "organisation_id", "side", "settled_at", "id"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_orders.id"))
    purchase_id: Mapped[int] = mapped_column(ForeignKey("shop_purchases.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("core_organisations.id"))
    side: Mapped[Side]
    words: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(10))
    sent_at: Mapped[Instant]
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_users.id"), index=True, default=None
    )
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    is_sample: Mapped[bool] = mapped_column(default=False)
