"""A clock that stands still until told otherwise."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)


@dataclass
class FakeClock:
    """10:00 on a Monday in Tokyo, and moved by hand."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **amount: float) -> None:
        self.now += timedelta(**amount)
