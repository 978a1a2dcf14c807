"""Dated exchange rates."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class ExchangeRate(Base):
    """What a yen is worth on a day, in billionths of the currency's unit."""

    plural = "exchange_rates"
    __table_args__ = (
        UniqueConstraint("currency", "day"),
        CheckConstraint("nano > 0", name="nano_positive"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    currency: Mapped[str] = mapped_column(String(3))
    day: Mapped[date]
    nano: Mapped[int] = mapped_column(BigInteger)
    source: Mapped[str] = mapped_column(String(120))
    entered_at: Mapped[Instant]
    is_sample: Mapped[bool] = mapped_column(default=False)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_users.id"), index=True, default=None
    )
