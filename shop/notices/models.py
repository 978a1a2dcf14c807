"""Notices about listings."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey
from shop.notices.states import NoticeReason, NoticeState, Outcome


class Notice(Base):
    """What somebody reports of a product, or of a business when `product_id` is empty.

    `email` is empty when the reporter wants no answer. `note` is what staff say of the outcome
    to the reporter and, unless the reason forbids it, to the business.
    """

    plural = "notices"
    __table_args__ = (Index("ix_shop_notices_desk", "state", "id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("core_organisations.id"), index=True)
    product_id: Mapped[int | None] = mapped_column(ForeignKey("shop_products.id"), index=True)
    state: Mapped[NoticeState]
    reason: Mapped[NoticeReason]
    words: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(10))
    email: Mapped[str] = mapped_column(String(254), index=True)
    reader_locale: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[Instant]
    in_hand_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[Outcome | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Text, default="")
    note_locale: Mapped[str] = mapped_column(String(10), default="")
    handled_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_users.id"), index=True, default=None
    )
    is_sample: Mapped[bool] = mapped_column(default=False)

    @property
    def number(self) -> str:
        """What the reporter quotes."""
        return f"N-{self.id:06d}"
