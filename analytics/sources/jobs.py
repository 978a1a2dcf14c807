"""Bringing sources up to date, away from the web servers."""

from datetime import date
from typing import Any, Final

import structlog

from analytics.sources import service
from analytics.sources.ports import SourceEntry, SourceFaultError, sources
from core.jobs import JobContext
from core.settings import Settings
from core.unit_of_work import SYSTEM, Database

log = structlog.get_logger(__name__)

PULL: Final = "analytics.sources.pull"
RANGES_A_JOB: Final = 4
"""A first pull asks for a year: in several jobs, each well within a job's lease."""


class Pull:
    """Asks every configured source, or one, for the days that are not final."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, context: JobContext, payload: dict[str, Any]) -> None:
        first, last = _day(payload.get("first")), _day(payload.get("last"))
        for entry in sources:
            if entry.is_configured(self._settings) and payload.get("source") in {None, entry.key}:
                is_rest = self.pull(
                    context.database, entry, first, last, user_id=payload.get("user_id")
                )
                if is_rest:
                    with context.database.unit_of_work(SYSTEM) as uow:
                        uow.enqueue(PULL, {"source": entry.key})

    def pull(
        self,
        database: Database,
        entry: SourceEntry,
        first: date | None = None,
        last: date | None = None,
        *,
        user_id: int | None = None,
        limit: int = RANGES_A_JOB,
    ) -> bool:
        """Pull one source; True when more ranges wait than one job takes.

        A fault ends it: what was stored stays, what was not is asked for by the next run.
        """
        with database.unit_of_work(SYSTEM) as uow:
            if service.is_running(uow, entry.key):
                return False
            ranges = service.ranges_of(service.days_due(uow, entry.key, first, last))
            pull_id = service.begin(uow, entry.key, user_id).id
        fault: SourceFaultError | None = None
        try:
            source = entry.open(self._settings)
            for asked in reversed(ranges[-limit:]):
                pulled = source.pull(*asked)
                with database.unit_of_work(SYSTEM) as uow:
                    service.store(uow, pull_id, asked, pulled)
        except SourceFaultError as error:
            log.warning("source_fault", source=entry.key, fault=error.fault, error=error.message)
            fault = error
        with database.unit_of_work(SYSTEM) as uow:
            service.finish(uow, pull_id, fault)
        return fault is None and len(ranges) > limit


def _day(text: object) -> date | None:
    return date.fromisoformat(text) if isinstance(text, str) else None
