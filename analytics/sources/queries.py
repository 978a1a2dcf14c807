"""The state of sources, for the page that says how far figures can be trusted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import case, func, select

from analytics.sources.models import (
    Attribute,
    PullState,
    SourceDay,
    SourceFigure,
    SourcePull,
)
from analytics.sources.ports import SourceEntry
from core.dates import tokyo_day
from core.settings import Settings
from core.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class SourceState:
    """What is known of a source: its days, its gaps, its last pulls."""

    key: str
    name: str
    is_configured: bool
    first_day: date | None
    last_day: date | None
    provisional_from: date | None
    gaps: Sequence[date]
    time_zone: str
    last_good_at: datetime | None
    last: SourcePull | None
    coverage: dict[Attribute, float]
    flags: Sequence[str]

    @property
    def is_stale(self) -> bool:
        """Whether the last try failed, so that the figures are those of an earlier one."""
        return self.last is not None and self.last.state is PullState.FAILED


def has_ga4(settings: Settings) -> bool:
    return bool(settings.ga4_property)


def state_of(uow: UnitOfWork, entry: SourceEntry, settings: Settings) -> SourceState:
    """Everything the page says of one source."""
    days = uow.session.execute(
        select(
            func.min(SourceDay.day),
            func.max(SourceDay.day),
            func.min(case((SourceDay.is_final, None), else_=SourceDay.day)),
        ).where(SourceDay.source == entry.key)
    ).one()
    pulls = select(SourcePull).where(SourcePull.source == entry.key).order_by(SourcePull.id.desc())
    good = uow.session.scalar(pulls.where(SourcePull.state == PullState.DONE).limit(1))
    month_ago = tokyo_day(uow.now) - timedelta(days=30)
    return SourceState(
        key=entry.key,
        name=str(entry.name),
        is_configured=entry.is_configured(settings),
        first_day=days[0],
        last_day=days[1],
        provisional_from=days[2],
        gaps=gaps_of(uow, entry.key, days[0], days[1]),
        time_zone=good.time_zone if good else "",
        last_good_at=good.finished_at if good else None,
        last=uow.session.scalar(pulls.limit(1)),
        coverage=coverage_of(uow, entry.key, month_ago, tokyo_day(uow.now)),
        flags=flags_of(uow, entry.key, month_ago, tokyo_day(uow.now)),
    )


def gaps_of(uow: UnitOfWork, source: str, first: date | None, last: date | None) -> list[date]:
    """Days between the first and the last that were never pulled, and those up to yesterday."""
    if first is None or last is None:
        return []
    end = max(last, tokyo_day(uow.now) - timedelta(days=1))
    known = set(uow.session.scalars(select(SourceDay.day).where(SourceDay.source == source)))
    days = (first + timedelta(days=n) for n in range((end - first).days + 1))
    return [day for day in days if day not in known]


def coverage_of(uow: UnitOfWork, source: str, first: date, last: date) -> dict[Attribute, float]:
    """Per attribute, which share of the total its parts add up to: 1.0 when nothing is withheld."""
    total = uow.session.scalar(
        select(func.sum(SourceDay.sessions)).where(
            SourceDay.source == source, SourceDay.day >= first, SourceDay.day <= last
        )
    )
    if not total:
        return {}
    rows = uow.session.execute(
        select(SourceFigure.attribute, func.sum(SourceFigure.sessions))
        .where(SourceFigure.source == source, SourceFigure.day >= first, SourceFigure.day <= last)
        .group_by(SourceFigure.attribute)
    )
    return {row[0]: int(row[1]) / int(total) for row in rows}


def flags_of(uow: UnitOfWork, source: str, first: date, last: date) -> list[str]:
    """Every limit that the service named for these days, once."""
    rows = uow.session.scalars(
        select(SourceDay.flags).where(
            SourceDay.source == source, SourceDay.day >= first, SourceDay.day <= last
        )
    )
    return sorted({flag for flags in rows for flag in flags})
