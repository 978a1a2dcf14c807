"""Carts and their lines."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base, Instant, PrimaryKey


class Cart(Base):
    """A cart, found by a random token in the visitor's cookie or by its owner.

    `gift` is what goes with the parcels to the buyer's own address.
    """

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
    gift: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    recipients: Mapped[list["CartRecipient"]] = relationship(
        back_populates="cart",
        lazy="selectin",
        init=False,
        default_factory=list,
        cascade="all, delete-orphan",
        order_by="CartRecipient.id",
    )
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


class CartRecipient(Base):
    """Somebody else who shall get a part: an address in the cart's country, and what goes with it.

    `quantities` says how many of which variant, with the variant's key as text.
    """

    plural = "cart_recipients"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    cart_id: Mapped[int] = mapped_column(ForeignKey("shop_carts.id"), index=True, init=False)
    address: Mapped[dict[str, Any]]
    gift: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    quantities: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    cart: Mapped[Cart] = relationship(back_populates="recipients", lazy="raise", default=None)
