"""Reviews: one for every order line."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey
from shop.reviews.states import HideReason, Relation, ReviewState


class Review(Base):
    """Stars and words of whoever bought; `name` is what the writer wants to be called, or empty.

    `relation` is what the writer declares to have received from the business. The business has
    one answer. `hidden_reason` is one of a fixed list, and the writer is told.
    """

    plural = "reviews"
    __table_args__ = (
        CheckConstraint("stars BETWEEN 1 AND 5", name="stars_one_to_five"),
        Index("ix_shop_reviews_shelf", "product_id", "state", "id"),
        Index("ix_shop_reviews_desk", "organisation_id", "answered_at", "id"),
        Index("ix_shop_reviews_state", "state", "id"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    order_line_id: Mapped[int] = mapped_column(ForeignKey("shop_order_lines.id"), unique=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("shop_purchases.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("core_organisations.id"))
    state: Mapped[ReviewState]
    stars: Mapped[int]
    words: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(60))
    relation: Mapped[Relation]
    written_at: Mapped[Instant]
    changed_at: Mapped[datetime | None] = mapped_column(default=None)
    answer: Mapped[str] = mapped_column(Text, default="")
    answer_locale: Mapped[str] = mapped_column(String(10), default="")
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    hidden_reason: Mapped[HideReason | None] = mapped_column(default=None)
    hidden_at: Mapped[datetime | None] = mapped_column(default=None)
    is_sample: Mapped[bool] = mapped_column(default=False)
