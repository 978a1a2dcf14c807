"""Stock items with their lots, reservations and movements."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class MovementKind(StrEnum):
    RECEIVED = "received"
    COUNTED = "counted"
    SHIPPED = "shipped"
    CORRECTED = "corrected"
    RETURNED = "returned"


class ReservationState(StrEnum):
    HELD = "held"
    COMMITTED = "committed"
    RELEASED = "released"


class StockItem(Base):
    """How many of a variant are there (`on_hand`) and promised to buyers (`reserved`)."""

    plural = "stock_items"
    __table_args__ = (
        CheckConstraint("reserved >= 0", name="reserved_not_negative"),
        CheckConstraint("on_hand >= reserved", name="not_oversold"),
    )

    variant_id: Mapped[int] = mapped_column(ForeignKey("shop_variants.id"), primary_key=True)
    on_hand: Mapped[int]
    reserved: Mapped[int] = mapped_column(default=0)

    @property
    def free(self) -> int:
        """How many may still be promised."""
        return self.on_hand - self.reserved


class StockReservation(Base):
    """Stock promised to a purchase until a time; committed, in parts, when the goods leave."""

    plural = "stock_reservations"
    __table_args__ = (
        UniqueConstraint("reference", "variant_id"),
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("committed BETWEEN 0 AND quantity", name="committed_within_quantity"),
        Index("ix_shop_stock_reservations_expiry", "state", "expires_at"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    reference: Mapped[str] = mapped_column(String(60), index=True)
    variant_id: Mapped[int] = mapped_column(ForeignKey("shop_variants.id"), index=True)
    quantity: Mapped[int]
    created_at: Mapped[Instant]
    expires_at: Mapped[datetime | None]
    committed: Mapped[int] = mapped_column(default=0)
    state: Mapped[ReservationState] = mapped_column(default=ReservationState.HELD)


class StockLot(Base):
    """Goods of a variant that were made together and keep until the same day.

    `expires_on` is what stands on the package, use by or best before. `sell_until` is the last
    day on which the lot may arrive and still keep what the product promises: it is written with
    what it is made from, so that stock is counted by comparing days. What is on hand without a
    lot is the rest of the stock item.
    """

    plural = "stock_lots"
    __table_args__ = (
        UniqueConstraint("variant_id", "code"),
        CheckConstraint("reserved >= 0", name="reserved_not_negative"),
        CheckConstraint("on_hand >= reserved", name="not_oversold"),
        Index("ix_shop_stock_lots_order", "variant_id", "expires_on", "id"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    variant_id: Mapped[int] = mapped_column(ForeignKey("shop_variants.id"))
    code: Mapped[str] = mapped_column(String(60))
    received_on: Mapped[date]
    received: Mapped[int]
    on_hand: Mapped[int]
    made_on: Mapped[date | None] = mapped_column(default=None)
    expires_on: Mapped[date | None] = mapped_column(default=None)
    sell_until: Mapped[date | None] = mapped_column(default=None)
    reserved: Mapped[int] = mapped_column(default=0)

    @property
    def free(self) -> int:
        """How many of the lot may still be promised."""
        return self.on_hand - self.reserved


class StockAllocation(Base):
    """Which lot a reservation is served from; it stays, so that a lot's buyers can be found."""

    plural = "stock_allocations"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("committed BETWEEN 0 AND quantity", name="committed_within_quantity"),
    )

    reservation_id: Mapped[int] = mapped_column(
        ForeignKey("shop_stock_reservations.id"), primary_key=True
    )
    lot_id: Mapped[int] = mapped_column(
        ForeignKey("shop_stock_lots.id"), primary_key=True, index=True
    )
    quantity: Mapped[int]
    committed: Mapped[int] = mapped_column(default=0)


class StockMovement(Base):
    """One change of what is there, with its reason and person; never rewritten."""

    plural = "stock_movements"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    variant_id: Mapped[int] = mapped_column(ForeignKey("shop_variants.id"), index=True)
    quantity: Mapped[int]
    kind: Mapped[MovementKind]
    at: Mapped[Instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("core_users.id"), index=True)
    reason: Mapped[str] = mapped_column(String(200), default="")
