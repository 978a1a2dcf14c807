"""When a parcel leaves, when it arrives, and which days a buyer may choose."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Final

from holidays.countries.japan import Japan

from core.dates import TOKYO

WEEK: Final = 7
WINDOW: Final = 14
"""For how many days after the first one a buyer may choose the day."""


@dataclass(frozen=True, kw_only=True)
class Calendar:
    """On which days a business works (0 is Monday)."""

    closed_weekdays: frozenset[int] = frozenset()
    closed_days: frozenset[date] = frozenset()
    closes_on_holidays: bool = False

    def is_open(self, day: date) -> bool:
        if day in self.closed_days or (self.closes_on_holidays and is_holiday(day)):
            return False
        return day.weekday() not in self.closed_weekdays or len(self.closed_weekdays) >= WEEK


@dataclass(frozen=True, kw_only=True)
class Way:
    """From the business's door to the buyer's: days on the road, at least and at most."""

    days_min: int
    days_max: int


@dataclass(frozen=True, kw_only=True)
class Dates:
    """When a parcel leaves at the earliest, arrives, and until when its day may be chosen."""

    leaves_on: date
    earliest_on: date
    latest_on: date
    choices: tuple[date, ...]
    """Days that can be promised; none when the goods would be too old by then."""


@cache
def holidays_of(year: int) -> frozenset[date]:
    """Japan's public holidays of a year, with the days taken in their place."""
    return frozenset(Japan(years=year))


def is_holiday(day: date) -> bool:
    """Whether a day is a public holiday in Japan."""
    return day in holidays_of(day.year)


def ship_day(
    now: datetime,
    *,
    cut_off_hour: int,
    lead_days: int,
    closed_weekdays: Collection[int] = (),
    calendar: Calendar | None = None,
) -> date:
    """The day a business hands an order over that is paid now.

    An order after the cut-off hour counts from the next day; only days on which the business
    works count. Somebody who closes every day is taken to be open.
    """
    calendar = calendar or Calendar(closed_weekdays=frozenset(closed_weekdays))
    here = now.astimezone(TOKYO)
    day = here.date() + timedelta(days=1 if here.hour >= cut_off_hour else 0)
    left = lead_days
    while left > 0 or not calendar.is_open(day):
        if calendar.is_open(day):
            left -= 1
        day += timedelta(days=1)
    return day


def arrival(shipped_on: date, days_min: int, days_max: int) -> tuple[date, date]:
    """The earliest and the latest day at the buyer's door."""
    return shipped_on + timedelta(days=days_min), shipped_on + timedelta(days=days_max)


def dates(leaves_on: date, way: Way, *, keeps_until: date | None = None) -> Dates:
    """The days of a parcel; `keeps_until` is the last one on which its goods are as promised.

    What is offered to choose begins with the day that the road takes at most, or it could not
    be promised.
    """
    earliest, latest = arrival(leaves_on, way.days_min, way.days_max)
    days = [latest + timedelta(days=more) for more in range(WINDOW)]
    return Dates(
        leaves_on=leaves_on,
        earliest_on=earliest,
        latest_on=latest,
        choices=tuple(day for day in days if keeps_until is None or day <= keeps_until),
    )
