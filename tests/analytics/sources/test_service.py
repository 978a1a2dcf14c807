"""Days are replaced whole until they are final; a fault leaves the last good figures."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from analytics.sources import service
from analytics.sources.jobs import PULL, Pull
from analytics.sources.models import (
    Attribute,
    PullState,
    SourceDay,
    SourceFigure,
    SourcePull,
)
from analytics.sources.ports import SourceEntry, sources
from core.jobs import JobContext, jobs, run_due
from core.settings import Settings
from core.testing.clock import FakeClock
from core.unit_of_work import SYSTEM, Database
from tests.analytics.sources.conftest import day_of
from tests.analytics.sources.ga4_server import Property


@pytest.fixture
def transport() -> str:
    """One transport is enough here: the source's own tests try both."""
    return "rest"


@pytest.fixture
def entry() -> SourceEntry:
    return next(entry for entry in sources if entry.key == "ga4")


@pytest.fixture
def pull(app: Any, ga4_settings: Settings) -> Pull:
    """The job towards the double; composing the application lists the sources."""
    made = Pull(ga4_settings)
    jobs.add_manual(PULL, made)
    return made


def rows(database: Database, table: type[Any]) -> list[Any]:
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        return list(uow.session.scalars(select(table)))


def days(database: Database) -> dict[int, SourceDay]:
    return {row.day.day: row for row in rows(database, SourceDay) if row.day.month == 11}


def run(database: Database, pull: Pull, **payload: str) -> None:
    pull(JobContext(database, 0, 1), dict(payload))


def test_days_are_provisional_until_they_are_more_than_three_days_old(
    database: Database, pull: Pull, clock: FakeClock
) -> None:
    clock.now = clock.now.replace(day=7)
    run(database, pull, first="2026-11-01", last="2026-11-07")
    assert {day: row.is_final for day, row in days(database).items()} == {
        1: True, 2: True, 3: True, 4: False, 5: False, 6: False, 7: False,
    }  # fmt: skip
    assert days(database)[1].sessions == 93


def test_a_day_is_a_day_of_the_propertys_time_zone(
    database: Database, pull: Pull, known: Property, clock: FakeClock
) -> None:
    known.time_zone = "America/Los_Angeles"
    clock.now = clock.now.replace(day=7, hour=1)  # the 7th in Tokyo, still the 6th there
    run(database, pull, first="2026-11-01", last="2026-11-07")
    found = days(database)
    assert sorted(found) == [1, 2, 3, 4, 5, 6]
    assert [day for day, row in found.items() if row.is_final] == [1, 2]


def test_late_data_replace_the_day_without_doubling_it(
    database: Database, pull: Pull, known: Property, clock: FakeClock
) -> None:
    clock.now = clock.now.replace(day=2)
    run(database, pull, first="2026-11-01", last="2026-11-02")
    known.seen = [*day_of(1, scale=2), *day_of(2)]
    clock.advance(days=1)
    run(database, pull)
    assert (days(database)[1].sessions, days(database)[2].sessions) == (186, 93)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        total = uow.session.scalar(
            select(func.sum(SourceFigure.sessions)).where(
                SourceFigure.day == date(2026, 11, 1),
                SourceFigure.attribute == Attribute.COUNTRY,
            )
        )
    assert total == 186


def test_final_days_are_not_asked_for_again(
    database: Database, pull: Pull, clock: FakeClock
) -> None:
    clock.now = clock.now.replace(day=20)
    run(database, pull)
    clock.advance(days=1)
    run(database, pull)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        due = service.days_due(uow, "ga4")
    recent = [day for day in due if day >= date(2026, 11, 1)]
    assert recent == [date(2026, 11, n) for n in (18, 19, 20, 21)]


def test_pulling_twice_changes_nothing(database: Database, pull: Pull, clock: FakeClock) -> None:
    clock.now = clock.now.replace(day=7)
    run(database, pull, first="2026-11-01", last="2026-11-07")
    before = sorted((r.day, r.attribute, r.value, r.sessions) for r in rows(database, SourceFigure))
    run(database, pull, first="2026-11-01", last="2026-11-07")
    after = sorted((r.day, r.attribute, r.value, r.sessions) for r in rows(database, SourceFigure))
    assert before == after
    assert len(before) == 7 * 11


def test_a_fault_keeps_the_last_good_figures_and_the_next_run_heals_it(
    database: Database, pull: Pull, known: Property, clock: FakeClock
) -> None:
    clock.now = clock.now.replace(day=2)
    run(database, pull, first="2026-11-01", last="2026-11-02")
    known.seen = [*day_of(1, scale=2), *day_of(2, scale=2)]
    clock.advance(hours=6)
    known.faults.extend([0, 0, 429])  # the totals and countries came, then the quota was spent
    run(database, pull, first="2026-11-01", last="2026-11-02")
    assert days(database)[1].sessions == 93
    last = rows(database, SourcePull)[-1]
    assert (last.state, last.fault, last.days) == (PullState.FAILED, "quota", 0)
    assert "code 429" in last.message
    clock.advance(hours=6)
    run(database, pull)
    assert days(database)[1].sessions == 186


def test_a_first_pull_takes_the_newest_months_first_and_the_rest_in_further_jobs(
    database: Database, pull: Pull, clock: FakeClock
) -> None:
    clock.now = clock.now.replace(day=10)
    with database.unit_of_work(SYSTEM) as uow:
        uow.enqueue(PULL)
    run_due(database, rounds=1)
    found = sorted(row.day for row in rows(database, SourceDay))
    assert found[-1] == date(2026, 11, 10)
    assert len(found) == 3 * 31 + 3
    run_due(database)
    found = sorted(row.day for row in rows(database, SourceDay))
    assert found[0] == date(2025, 10, 1)
    assert len(found) == (date(2026, 11, 10) - date(2025, 10, 1)).days + 1


def test_a_pull_that_goes_on_elsewhere_is_not_begun_twice(
    database: Database, pull: Pull, known: Property, clock: FakeClock
) -> None:
    with database.unit_of_work(SYSTEM) as uow:
        service.begin(uow, "ga4", None)
    run(database, pull)
    assert known.requests == []
    clock.advance(minutes=11)  # its worker was killed
    run(database, pull, first="2026-11-01", last="2026-11-01")
    assert len(known.requests) == 5


def test_nothing_is_asked_when_nothing_is_configured(
    database: Database, pull: Pull, settings: Settings, known: Property
) -> None:
    run(database, Pull(settings))
    assert known.requests == []
    assert rows(database, SourcePull) == []


def test_ranges_are_unbroken_and_a_month_long_at_most() -> None:
    start = date(2026, 1, 1)
    days = [start + timedelta(days=n) for n in (*range(40), 50, 51, 60)]
    assert service.ranges_of(days) == [
        (date(2026, 1, 1), date(2026, 1, 31)),
        (date(2026, 2, 1), date(2026, 2, 9)),
        (date(2026, 2, 20), date(2026, 2, 21)),
        (date(2026, 3, 2), date(2026, 3, 2)),
    ]
