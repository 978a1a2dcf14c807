"""The market's calendar: Asia/Tokyo days, and the city's fiscal year from April."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")


def now() -> datetime:
    """The current instant, in UTC. Domain code takes `uow.now` instead."""
    return datetime.now(UTC)


def tokyo_day(instant: datetime) -> date:
    """The calendar day in Tokyo of an instant."""
    return instant.astimezone(TOKYO).date()


def day_start(day: date) -> datetime:
    """The instant at which a Tokyo day begins, in UTC."""
    return datetime(day.year, day.month, day.day, tzinfo=TOKYO).astimezone(UTC)


def month_start(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def add_months(day: date, months: int) -> date:
    """The first day of the month that lies `months` away from a day's month."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def fiscal_year(day: date) -> int:
    """The fiscal year (April to March) that a day belongs to, by the year in which it began."""
    return day.year if day.month >= 4 else day.year - 1
