"""Sales as figures, and the prepared monthly tables."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import BigInteger, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, Yen


class ReportAttribute(StrEnum):
    """What a monthly table splits visits by; `total` is the whole."""

    TOTAL = "total"
    COUNTRY = "country"
    LANGUAGE = "language"
    """The browser's first language."""
    PAGE_LANGUAGE = "page_language"
    """The written form in which the market was read; only the own measurement knows it."""
    DEVICE = "device"
    CHANNEL = "channel"


class Origin(StrEnum):
    """Where a table's visits come from."""

    OWN = "own"
    GA4 = "ga4"


class Sale(Base):
    """A paid order as a figure, with the attributes of the visit it was made in.

    Buyers who are not measured leave these unknown; nothing is guessed from the address, which
    is kept apart as the destination.
    """

    plural = "sales"
    __table_args__ = (
        Index("ix_analytics_sales_day", "day"),
        Index("ix_analytics_sales_purchase_id", "purchase_id"),
    )

    order_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    purchase_id: Mapped[int] = mapped_column(BigInteger)
    organisation_id: Mapped[int] = mapped_column(BigInteger)
    day: Mapped[date]
    country: Mapped[str] = mapped_column(String(2))
    language: Mapped[str] = mapped_column(String(10))
    page_language: Mapped[str] = mapped_column(String(10))
    device: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(20))
    campaign: Mapped[str] = mapped_column(String(60))
    destination: Mapped[str] = mapped_column(String(2))
    region: Mapped[str] = mapped_column(String(60))
    revenue: Mapped[Yen]
    is_sample: Mapped[bool] = mapped_column(default=False)


class SaleLine(Base):
    """What was sold in it, by product and class."""

    plural = "sale_lines"
    __table_args__ = (Index("ix_analytics_sale_lines_order_id", "order_id"),)

    line_id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    order_id: Mapped[int] = mapped_column(BigInteger)
    product_id: Mapped[int] = mapped_column(BigInteger)
    product_class: Mapped[str] = mapped_column(String(60))
    quantity: Mapped[int]
    revenue: Mapped[Yen]


class PreparedMonth(Base):
    """A month's tables as they were made: when, from what, and how far they can be trusted."""

    plural = "prepared_months"

    month: Mapped[date] = mapped_column(primary_key=True)
    origin: Mapped[Origin] = mapped_column(primary_key=True)
    computed_at: Mapped[Instant]
    first_day: Mapped[date]
    last_day: Mapped[date]
    is_provisional: Mapped[bool]
    has_sample: Mapped[bool]
    coverage: Mapped[dict[str, Any]]
    flags: Mapped[list[str]]


class MonthFigure(Base):
    """One line of a monthly table."""

    plural = "month_figures"

    month: Mapped[date] = mapped_column(primary_key=True)
    origin: Mapped[Origin] = mapped_column(primary_key=True)
    attribute: Mapped[ReportAttribute] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(String(120), primary_key=True)
    visits: Mapped[int] = mapped_column(default=0)
    views: Mapped[int] = mapped_column(default=0)
    product_visits: Mapped[int] = mapped_column(default=0)
    cart_visits: Mapped[int] = mapped_column(default=0)
    checkout_visits: Mapped[int] = mapped_column(default=0)
    purchases: Mapped[int] = mapped_column(default=0)
    orders: Mapped[int] = mapped_column(default=0)
    revenue: Mapped[Yen] = mapped_column(default=0)
