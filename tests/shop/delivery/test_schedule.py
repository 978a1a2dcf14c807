"""A parcel leaves after the cut-off, lead days and closed days."""

from datetime import UTC, date, datetime

import pytest

from shop.delivery.schedule import arrival, ship_day

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
