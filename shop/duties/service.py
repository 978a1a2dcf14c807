"""Entering what a region asks."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from core.audit import service as audit
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.duties.models import ImportDuty


@dataclass(frozen=True, kw_only=True)
class DutyFacts:
    """What staff read at a source; rates in tenths of a per cent."""

    region: str
    duty: int
    tax: int
    valid_from: date
    source: str
    source_date: str
    free_up_to: int = 0


def enter(uow: UnitOfWork, facts: DutyFacts) -> ImportDuty:
    """Add a dated row; the newest that has begun counts. Raises DomainError `rate_wrong`."""
    if not (0 <= facts.duty <= 10_000 and 0 <= facts.tax <= 10_000 and facts.free_up_to >= 0):
        raise DomainError("rate_wrong", "Write a rate from 0 to 1000 per cent.", field="duty")
    row = ImportDuty(entered_at=uow.now, user_id=uow.actor.user_id, **asdict(facts))
    uow.session.add(row)
    uow.session.flush()  # the trail names it
    after: dict[str, Any] = {**asdict(facts), "valid_from": facts.valid_from.isoformat()}
    audit.record(uow, "city:import_duty:enter", ("import_duty", row.id), after=after)
    return row
