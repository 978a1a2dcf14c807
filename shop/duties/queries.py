"""What a recipient may have to pay, or the honest answer that nobody knows."""

from dataclasses import dataclass

from sqlalchemy import select

from core.dates import tokyo_day
from core.unit_of_work import UnitOfWork
from shop.duties.models import ImportDuty


@dataclass(frozen=True)
class DutyEstimate:
    """About what is asked of goods, in yen, with the source; `row` is None when not known."""

    region: str
    amount: int | None
    row: ImportDuty | None = None

    @property
    def is_known(self) -> bool:
        return self.row is not None


def estimate(uow: UnitOfWork, region: str, value: int) -> DutyEstimate:
    """What a region asks of goods worth `value` yen with their delivery.

    Tax is taken of the value with the duty on it, rounded down to a yen as an estimate.
    """
    row = uow.session.scalar(
        select(ImportDuty)
        .where(ImportDuty.region == region, ImportDuty.valid_from <= tokyo_day(uow.now))
        .order_by(ImportDuty.valid_from.desc(), ImportDuty.id.desc())
        .limit(1)
    )
    if row is None:
        return DutyEstimate(region, None)
    if value <= row.free_up_to:
        return DutyEstimate(region, 0, row)
    duty = value * row.duty // 1000
    return DutyEstimate(region, duty + (value + duty) * row.tax // 1000, row)


def list_rows(uow: UnitOfWork) -> list[ImportDuty]:
    """Every row, by region and newest first."""
    return list(
        uow.session.scalars(
            select(ImportDuty).order_by(ImportDuty.region, ImportDuty.valid_from.desc())
        )
    )
