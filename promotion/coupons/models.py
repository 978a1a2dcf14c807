"""Coupons and their uses."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey, Yen


class CouponKind(StrEnum):
    PERCENT = "percent"
    AMOUNT = "amount"
    DELIVERY = "delivery"


class CouponBearer(StrEnum):
    VENDOR = "vendor"
    CITY = "city"


class Coupon(Base):
    """A code that takes something off. `organisation_id` empty: it counts for every business."""

    plural = "coupons"
    __table_args__ = (
        CheckConstraint("value > 0", name="value_positive"),
        CheckConstraint("used >= 0", name="used_not_negative"),
        CheckConstraint("limit_total IS NULL OR used <= limit_total", name="limit_kept"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    code: Mapped[str] = mapped_column(String(30), unique=True)
    kind: Mapped[CouponKind]
    value: Mapped[Yen]
    borne_by: Mapped[CouponBearer]
    starts_at: Mapped[Instant]
    ends_at: Mapped[Instant]
    created_at: Mapped[Instant]
    labels: Mapped[dict[str, Any]]
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_organisations.id"), index=True, default=None
    )
    minimum: Mapped[Yen] = mapped_column(default=0)
    limit_total: Mapped[int | None] = mapped_column(default=None)
    limit_per_buyer: Mapped[int | None] = mapped_column(default=None)
    countries: Mapped[list[str]] = mapped_column(default_factory=list)
    used: Mapped[int] = mapped_column(default=0)
    stopped_at: Mapped[datetime | None] = mapped_column(default=None)


class CouponUse(Base):
    """One purchase's use of a coupon; `buyer` is a digest of the e-mail address, never the address."""

    plural = "coupon_uses"
    __table_args__ = (UniqueConstraint("coupon_id", "purchase_id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    coupon_id: Mapped[int] = mapped_column(ForeignKey("promotion_coupons.id"), index=True)
    purchase_id: Mapped[int] = mapped_column(ForeignKey("shop_purchases.id"), index=True)
    buyer: Mapped[str] = mapped_column(String(64), index=True)
    amount: Mapped[Yen]
    at: Mapped[Instant]
    given_back_at: Mapped[datetime | None] = mapped_column(default=None)
