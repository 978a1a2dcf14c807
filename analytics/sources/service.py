"""Keeping pulled days: each replaced whole, in one transaction, until it cannot change."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import delete, func, insert, select

from analytics.sources.events import SourcePulled
from analytics.sources.models import PullState, SourceDay, SourceFigure, SourcePull
from analytics.sources.ports import Pulled, PulledDay, SourceFaultError
from core.dates import TOKYO, add_months, month_start, tokyo_day
from core.unit_of_work import UnitOfWork

SETTLED_AFTER: Final = 3
"""Figures of a day still change for three days; older ones are final."""
MONTHS_BACK: Final = 13
CHUNK: Final = 31


def days_due(
    uow: UnitOfWork, source: str, first: date | None = None, last: date | None = None
) -> list[date]:
    """Days to ask for, oldest first: those asked by name, or all that are not final yet."""
    today = tokyo_day(uow.now)
    start = first or add_months(month_start(today), -MONTHS_BACK)
    end = min(last or today, today)
    final = (
        set[date]()
        if first
        else set(
            uow.session.scalars(
                select(SourceDay.day).where(
                    SourceDay.source == source, SourceDay.is_final, SourceDay.day >= start
                )
            )
        )
    )
    days = [start + timedelta(days=n) for n in range((end - start).days + 1)]
    return [day for day in days if day not in final]


def ranges_of(days: Sequence[date]) -> list[tuple[date, date]]:
    """The days as unbroken stretches of at most a month: one question each."""
    ranges: list[tuple[date, date]] = []
    for day in days:
        if ranges:
            first, last = ranges[-1]
            if day - last == timedelta(days=1) and (day - first).days < CHUNK:
                ranges[-1] = (first, day)
                continue
        ranges.append((day, day))
    return ranges


def begin(uow: UnitOfWork, source: str, user_id: int | None) -> SourcePull:
    """Note that a pull begins."""
    pull = SourcePull(source=source, state=PullState.RUNNING, started_at=uow.now, user_id=user_id)
    uow.session.add(pull)
    uow.session.flush()  # the caller needs the key
    return pull


def store(uow: UnitOfWork, pull_id: int, asked: tuple[date, date], pulled: Pulled) -> None:
    """Replace days by what was pulled; days the source knows nothing of become empty days."""
    pull = uow.session.get_one(SourcePull, pull_id)
    first, last = asked
    for table in (SourceFigure, SourceDay):
        uow.session.execute(
            delete(table).where(table.source == pull.source, table.day >= first, table.day <= last)
        )
    today = _today(uow.now, pulled.time_zone)
    known = {day.day: day for day in pulled.days}
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    days = [day for day in days if day <= today]
    rows = [_day_row(uow, pull.source, day, known.get(day), pulled, today) for day in days]
    if rows:
        uow.session.execute(insert(SourceDay), rows)
    figures = [row for day in pulled.days for row in _figure_rows(pull.source, day)]
    if figures:
        uow.session.execute(insert(SourceFigure), figures)
    pull.days += len(rows)
    pull.time_zone = pulled.time_zone
    months = sorted({month_start(day).isoformat() for day in days})
    uow.record(SourcePulled(source=pull.source, months=months))


def finish(uow: UnitOfWork, pull_id: int, error: SourceFaultError | None = None) -> None:
    """Note how a pull ended. After a fault the last good figures stay, with their date."""
    pull = uow.session.get_one(SourcePull, pull_id)
    pull.state = PullState.FAILED if error else PullState.DONE
    pull.finished_at = uow.now
    if error:
        pull.fault, pull.message = error.fault.value, error.message


def is_running(uow: UnitOfWork, source: str) -> bool:
    """Whether another pull of the source began a few minutes ago and has not ended."""
    since = uow.now - timedelta(minutes=10)
    return bool(
        uow.session.scalar(
            select(func.count())
            .select_from(SourcePull)
            .where(
                SourcePull.source == source,
                SourcePull.state == PullState.RUNNING,
                SourcePull.started_at > since,
            )
        )
    )


def _today(now: datetime, time_zone: str) -> date:
    """Today where the property counts its days."""
    try:
        return now.astimezone(ZoneInfo(time_zone) if time_zone else TOKYO).date()
    except (ZoneInfoNotFoundError, ValueError):
        return tokyo_day(now)


def _day_row(
    uow: UnitOfWork,
    source: str,
    day: date,
    found: PulledDay | None,
    pulled: Pulled,
    today: date,
) -> dict[str, object]:
    return {
        "source": source,
        "day": day,
        "pulled_at": uow.now,
        "is_final": (today - day).days > SETTLED_AFTER,
        "sessions": found.total.sessions if found else 0,
        "users": found.total.users if found else 0,
        "views": found.total.views if found else 0,
        "flags": list(pulled.flags),
    }


def _figure_rows(source: str, day: PulledDay) -> list[dict[str, object]]:
    return [
        {
            "source": source,
            "day": day.day,
            "attribute": attribute,
            "value": value,
            "sessions": count.sessions,
            "users": count.users,
            "views": count.views,
        }
        for attribute, values in day.parts.items()
        for value, count in values.items()
    ]
