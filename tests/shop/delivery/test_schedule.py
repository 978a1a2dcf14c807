"""A parcel leaves after the cut-off, lead days and closed days."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dates import TOKYO
from shop.delivery.schedule import Calendar, Way, arrival, dates, is_holiday, ship_day

MONDAY_TEN = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
MONDAY_THREE = datetime(2026, 11, 2, 6, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "lead_days", "closed", "leaves"),
    [
        (MONDAY_TEN, 0, [], date(2026, 11, 2)),
        (MONDAY_TEN, 1, [], date(2026, 11, 3)),
        (MONDAY_THREE, 0, [], date(2026, 11, 3)),
        (MONDAY_THREE, 1, [1], date(2026, 11, 5)),
        (MONDAY_TEN, 1, [1, 2], date(2026, 11, 5)),
        (MONDAY_TEN, 0, [0], date(2026, 11, 3)),
        (MONDAY_TEN, 1, [0, 1, 2, 3, 4, 5, 6], date(2026, 11, 3)),
    ],
)
def test_the_day_goods_leave(
    now: datetime, lead_days: int, closed: list[int], leaves: date
) -> None:
    assert ship_day(now, cut_off_hour=14, lead_days=lead_days, closed_weekdays=closed) == leaves


def test_arrival_counts_days_on_the_road() -> None:
    assert arrival(date(2026, 12, 30), 1, 3) == (date(2026, 12, 31), date(2027, 1, 2))


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2030, 12, 31)),
    st.integers(0, 23),
    st.integers(0, 10),
    st.frozensets(st.integers(0, 6), max_size=6),
    st.booleans(),
    st.integers(0, 5),
    st.integers(0, 5),
)
def test_a_parcel_leaves_on_a_working_day_and_is_promised_only_what_the_road_allows(
    now: datetime,
    cut_off: int,
    lead: int,
    closed: frozenset[int],
    rests: bool,  # noqa: FBT001
    days_min: int,
    more: int,
) -> None:
    calendar = Calendar(closed_weekdays=closed, closes_on_holidays=rests)
    here = now.replace(tzinfo=TOKYO)
    leaves = ship_day(here, cut_off_hour=cut_off, lead_days=lead, calendar=calendar)
    assert calendar.is_open(leaves)
    assert leaves.weekday() not in closed
    assert not (rests and is_holiday(leaves))
    first = here.date() + timedelta(days=1 if here.hour >= cut_off else 0)
    worked = [first + timedelta(days=n) for n in range((leaves - first).days)]
    assert sum(calendar.is_open(day) for day in worked) == lead
    found = dates(leaves, Way(days_min=days_min, days_max=days_min + more))
    assert leaves <= found.earliest_on <= found.latest_on == found.choices[0]
    assert found.choices == tuple(sorted(set(found.choices)))


@given(st.dates(date(2026, 1, 1), date(2027, 12, 31)), st.integers(-3, 30))
def test_no_day_is_offered_on_which_the_goods_are_too_old(leaves: date, keeps: int) -> None:
    until = leaves + timedelta(days=keeps)
    found = dates(leaves, Way(days_min=1, days_max=2), keeps_until=until)
    assert all(day <= until for day in found.choices)
    assert bool(found.choices) is (keeps >= 2)


def test_the_days_taken_in_place_of_a_sunday_are_holidays_too() -> None:
    """Constitution Day 2026 falls on a Sunday: Wednesday is taken for it."""
    assert [is_holiday(date(2026, 5, day)) for day in (2, 3, 6, 7)] == [False, True, True, False]
