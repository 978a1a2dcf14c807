"""Figures pulled from other services, by day, with what is known of their quality."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class Attribute(StrEnum):
    """What visitors are told apart by."""

    COUNTRY = "country"
    LANGUAGE = "language"
    DEVICE = "device"
    CHANNEL = "channel"


class PullState(StrEnum):
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class SourceDay(Base):
    """A day of a source: its totals, and whether they may still change.

    `flags` are `<what>:<attribute>` (thresholded, other_row, sampled, truncated, restricted,
    refused); coverage of an attribute is the sum of its parts over the total.
    """

    plural = "source_days"

    source: Mapped[str] = mapped_column(String(20), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    pulled_at: Mapped[Instant]
    is_final: Mapped[bool]
    sessions: Mapped[int]
    users: Mapped[int]
    views: Mapped[int]
    flags: Mapped[list[str]]


class SourceFigure(Base):
    """A part of a day, such as the sessions from Taiwan; values are as the source writes them."""

    plural = "source_figures"

    source: Mapped[str] = mapped_column(String(20), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True)
    attribute: Mapped[Attribute] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(String(120), primary_key=True)
    sessions: Mapped[int]
    users: Mapped[int]
    views: Mapped[int]


class SourcePull(Base):
    """One try to bring a source up to date: what it asked for and how it ended."""

    plural = "source_pulls"
    __table_args__ = (Index("ix_analytics_source_pulls_source", "source", "id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    source: Mapped[str] = mapped_column(String(20))
    state: Mapped[PullState]
    started_at: Mapped[Instant]
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
    days: Mapped[int] = mapped_column(default=0)
    time_zone: Mapped[str] = mapped_column(String(60), default="")
    fault: Mapped[str] = mapped_column(String(20), default="")
    message: Mapped[str] = mapped_column(Text, default="")
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_users.id"), index=True, default=None
    )
