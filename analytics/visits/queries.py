"""The state of the market's own measurement."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import case, func, select

from analytics.visits.models import Drop, DropReason, Visit
from analytics.visits.traits import UNKNOWN_COUNTRY
from core.dates import tokyo_day
from core.unit_of_work import UnitOfWork

DAYS: Final = 30


@dataclass(frozen=True, kw_only=True)
class OwnState:
    """What was counted in the last thirty days, and what was not."""

    since: date
    first_day: date | None
    visits: int
    unknown_country: int
    has_sample: bool
    drops: Mapping[DropReason, int]

    @property
    def unknown_share(self) -> float:
        return self.unknown_country / self.visits if self.visits else 0.0


def state_of(uow: UnitOfWork) -> OwnState:
    """The last thirty days in figures."""
    since = tokyo_day(uow.now) - timedelta(days=DAYS)
    row = uow.session.execute(
        select(
            func.count(Visit.id),
            func.coalesce(func.sum(case((Visit.country == UNKNOWN_COUNTRY, 1), else_=0)), 0),
            func.coalesce(func.max(case((Visit.is_sample, 1), else_=0)), 0),
        ).where(Visit.day >= since)
    ).one()
    drops = uow.session.execute(
        select(Drop.reason, func.sum(Drop.count)).where(Drop.day >= since).group_by(Drop.reason)
    )
    return OwnState(
        since=since,
        first_day=uow.session.scalar(select(func.min(Visit.day))),
        visits=int(row[0]),
        unknown_country=int(row[1]),
        has_sample=bool(row[2]),
        drops={reason: int(count) for reason, count in drops},
    )
