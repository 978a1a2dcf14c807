"""Carts and their lines."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base, Instant, PrimaryKey


class Cart(Base):
    """A cart, found by a random token in the visitor's cookie or by its owner."""

    plural = "carts"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Instant]
    updated_at: Mapped[Instant]
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_users.id"), unique=True, default=None
    )
    country: Mapped[str | None] = mapped_column(String(2), default=None)
    region: Mapped[str | None] = mapped_column(String(60), default=None)
    coupon_codes: Mapped[list[str]] = mapped_column(default_factory=list)
    lines: Mapped[list["CartLine"]] = relationship(
        back_populates="cart",
        lazy="selectin",
        init=False,
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="CartLine.id",
    )


class CartLine(Base):
    """A variant and how many; `seen_price` is the price the buyer saw when adding it."""

    plural = "cart_lines"
    __table_args__ = (
        UniqueConstraint("cart_id", "variant_id"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    cart_id: Mapped[int] = mapped_column(ForeignKey("shop_carts.id"), index=True, init=False)
    variant_id: Mapped[int] = mapped_column(ForeignKey("shop_variants.id"), index=True)
    quantity: Mapped[int]
    seen_price: Mapped[int]
    added_at: Mapped[Instant]
    cart: Mapped[Cart] = relationship(back_populates="lines", lazy="raise", default=None)
