"""Targets and the trail of their changes."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base, Instant, PrimaryKey, Yen
from core.identity.models import User


class TargetKind(StrEnum):
    SALES = "sales"
    TOURISM = "tourism"


class Measure(StrEnum):
    """What a goal is counted in."""

    REVENUE = "revenue"
    ORDERS = "orders"
    VISITS = "visits"


class TargetState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Target(Base):
    """A goal in one market, with its reason and its period.

    A market is `JP`, `JP:<prefecture>`, `*` (everywhere abroad) or a country's code. Sales have
    a product class (empty: all), tourism has a theme (empty: all).
    """

    plural = "targets"
    __table_args__ = (
        CheckConstraint("goal > 0", name="goal_positive"),
        CheckConstraint("ends_on >= starts_on", name="period_in_order"),
        Index("ix_analytics_targets_state", "state", "ends_on"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    kind: Mapped[TargetKind]
    market: Mapped[str] = mapped_column(String(30))
    subject: Mapped[str] = mapped_column(String(60))
    measure: Mapped[Measure]
    goal: Mapped[Yen]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    state: Mapped[TargetState]
    set_by_id: Mapped[int | None] = mapped_column(ForeignKey("core_users.id"), index=True)
    set_at: Mapped[Instant]
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    set_by: Mapped[User | None] = relationship(lazy="joined", init=False)

    @property
    def is_domestic(self) -> bool:
        return self.market.startswith("JP")


class TargetChange(Base):
    """One change of a target: what, when, by whom, and why. Never rewritten."""

    plural = "target_changes"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    target_id: Mapped[int] = mapped_column(ForeignKey("analytics_targets.id"), index=True)
    at: Mapped[Instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("core_users.id"), index=True)
    changes: Mapped[dict[str, Any]]
    note: Mapped[str] = mapped_column(Text, default="")
    user: Mapped[User | None] = relationship(lazy="joined", init=False)
