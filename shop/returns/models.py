"""Requests about what arrived, with what they are about, photos and answers."""

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base, Instant, PrimaryKey, Yen
from shop.orders.models import Order, OrderLine
from shop.returns.states import Bearer, Reason, Remedy, ReturnState


class ReturnRequest(Base):
    """A buyer says that something is wrong with an order; `words` stand in `locale`."""

    plural = "return_requests"
    __table_args__ = (Index("ix_shop_return_requests_desk", "organisation_id", "state", "id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_orders.id"), index=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("core_organisations.id"))
    reason: Mapped[Reason]
    borne_by: Mapped[Bearer]
    state: Mapped[ReturnState]
    words: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(10))
    asked_at: Mapped[Instant]
    remedy: Mapped[Remedy | None] = mapped_column(default=None)
    refund_amount: Mapped[Yen] = mapped_column(default=0)
    order: Mapped[Order] = relationship(lazy="joined", init=False)
    items: Mapped[list["ReturnItem"]] = relationship(
        lazy="selectin", init=False, default_factory=list, order_by="ReturnItem.order_line_id"
    )
    photos: Mapped[list["ReturnPhoto"]] = relationship(
        lazy="selectin", init=False, default_factory=list, order_by="ReturnPhoto.id"
    )
    answers: Mapped[list["ReturnAnswer"]] = relationship(
        lazy="selectin", init=False, default_factory=list, order_by="ReturnAnswer.id"
    )


class ReturnItem(Base):
    """How many of an order line a request is about."""

    plural = "return_items"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    request_id: Mapped[int] = mapped_column(
        ForeignKey("shop_return_requests.id"), primary_key=True, init=False
    )
    order_line_id: Mapped[int] = mapped_column(
        ForeignKey("shop_order_lines.id"), primary_key=True, index=True
    )
    quantity: Mapped[int]
    line: Mapped[OrderLine] = relationship(lazy="joined", init=False)


class ReturnPhoto(Base):
    """A picture that only the buyer, the business and staff may see."""

    plural = "return_photos"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    request_id: Mapped[int] = mapped_column(
        ForeignKey("shop_return_requests.id"), index=True, init=False
    )
    key: Mapped[str] = mapped_column(String(64), unique=True)


class ReturnAnswer(Base):
    """What somebody said to a request, and the state it is in since."""

    plural = "return_answers"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    request_id: Mapped[int] = mapped_column(
        ForeignKey("shop_return_requests.id"), index=True, init=False
    )
    by: Mapped[str] = mapped_column(String(10))
    """`buyer`, `business` or `staff`."""
    state: Mapped[ReturnState]
    words: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(String(10))
    at: Mapped[Instant]
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_users.id"), index=True, default=None
    )
