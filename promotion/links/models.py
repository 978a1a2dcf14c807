"""Tracked links and their clicks per day."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class TrackedLink(Base):
    """A short address that leads to one of our own pages, in the language of who follows it."""

    plural = "tracked_links"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    code: Mapped[str] = mapped_column(String(12), unique=True)
    label: Mapped[str] = mapped_column(String(120))
    path: Mapped[str] = mapped_column(String(300))
    source: Mapped[str] = mapped_column(String(40))
    medium: Mapped[str] = mapped_column(String(40))
    campaign: Mapped[str] = mapped_column(String(60))
    created_at: Mapped[Instant]
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_organisations.id"), index=True, default=None
    )
    expires_at: Mapped[datetime | None] = mapped_column(default=None)


class LinkDay(Base):
    """How often a link was followed on a Tokyo day, by people as far as can be told."""

    plural = "link_days"

    link_id: Mapped[int] = mapped_column(ForeignKey("promotion_tracked_links.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    clicks: Mapped[int]
