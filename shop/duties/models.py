"""Dated rates of import duty and tax."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey, Yen


class ImportDuty(Base):
    """What a region asks of goods that come in, from a day on; staff enter it with its source.

    Rates are in tenths of a per cent; `free_up_to` is the value in yen below which nothing is
    asked. The recipient pays, unless a business says otherwise.
    """

    plural = "import_duties"
    __table_args__ = (CheckConstraint("duty >= 0 AND tax >= 0", name="rates_not_negative"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    region: Mapped[str] = mapped_column(String(3), index=True)
    duty: Mapped[int]
    tax: Mapped[int]
    valid_from: Mapped[date]
    source: Mapped[str] = mapped_column(String(300))
    source_date: Mapped[str] = mapped_column(String(30))
    entered_at: Mapped[Instant]
    free_up_to: Mapped[Yen] = mapped_column(default=0)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_users.id"), index=True, default=None
    )
