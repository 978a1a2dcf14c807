"""When a parcel leaves and when it arrives."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from core.dates import TOKYO

WEEK = 7


def ship_day(
    now: datetime, *, cut_off_hour: int, lead_days: int, closed_weekdays: Collection[int]
) -> date:
    """The day a business hands an order over that is paid now.

    An order after the cut-off hour counts from the next day; only days on which the business
    works count (0 is Monday). Somebody who closes every day is taken to be open.
    """
    here = now.astimezone(TOKYO)
    day = here.date() + timedelta(days=1 if here.hour >= cut_off_hour else 0)
    closed = set(closed_weekdays) if len(set(closed_weekdays)) < WEEK else set[int]()
    left = lead_days
    while left > 0 or day.weekday() in closed:
        if day.weekday() not in closed:
            left -= 1
        day += timedelta(days=1)
    return day


def arrival(shipped_on: date, days_min: int, days_max: int) -> tuple[date, date]:
    """The earliest and the latest day at the buyer's door."""
    return shipped_on + timedelta(days=days_min), shipped_on + timedelta(days=days_max)
