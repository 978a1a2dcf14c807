"""Jobs: the registry of what can be done, and the worker's way from the outbox to done.

huey carries the news that a job is due; the row in `core_jobs` says what is true. A job whose
worker was killed keeps its row, and the sweep sends it again when its lease has run out.
"""

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from core.outbox import Job
from core.unit_of_work import SYSTEM, Database, UnitOfWork

log = structlog.get_logger(__name__)

MAX_ATTEMPTS = 8


@dataclass(frozen=True)
class JobContext:
    """What a job may use: units of work of its own, so that the network stays outside them."""

    database: Database
    job_id: int
    attempt: int


Handler = Callable[[UnitOfWork, dict[str, Any]], None]
ManualHandler = Callable[[JobContext, dict[str, Any]], None]


@dataclass(frozen=True)
class Periodic:
    """A job that the clock starts: every `minutes`, or daily at a Tokyo hour."""

    name: str
    minutes: int
    at_hour: int | None = None


class LeaseLost(Exception):  # noqa: N818 - it is no fault, somebody else has the job now
    """The job took longer than its lease and was given to another worker: ours is undone."""


class Jobs:
    """What can be done, by stable name."""

    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}
        self._manual: dict[str, ManualHandler] = {}
        self.periodic: dict[str, Periodic] = {}
        self.lease = timedelta(minutes=5)

    def add(self, name: str, handler: Handler) -> None:
        """A job in one transaction: effect and done-mark are committed together."""
        self._handlers[name] = handler

    def add_manual(self, name: str, handler: ManualHandler) -> None:
        """A job that calls the network between transactions of its own; must be idempotent."""
        self._manual[name] = handler

    def every(self, name: str, *, minutes: int, at_hour: int | None = None) -> None:
        """Run `name` every so many minutes, or once a day at a Tokyo hour."""
        self.periodic[name] = Periodic(name, minutes, at_hour)

    def names(self) -> list[str]:
        return sorted({*self._handlers, *self._manual})

    def perform(self, database: Database, job_id: int) -> bool:
        """Claim and run one job; True when it was done now. Never raises for a failing job."""
        claimed = _claim(database, job_id, self.lease)
        if claimed is None:
            return False
        name, payload, attempt = claimed
        try:
            if name in self._handlers:
                with database.unit_of_work(SYSTEM) as uow:
                    self._handlers[name](uow, payload)
                    _mark_done(uow.session, job_id, attempt, uow.now)
            else:
                self._manual[name](JobContext(database, job_id, attempt), payload)
                with database.unit_of_work(SYSTEM) as uow:
                    _mark_done(uow.session, job_id, attempt, uow.now)
        except LeaseLost:
            log.warning("job_lease_lost", job_id=job_id, name=name, attempt=attempt)
            return False
        except Exception as error:  # noqa: BLE001 - any failure is kept with the job and retried
            _mark_failed(database, job_id, attempt, error)
            return False
        return True


jobs = Jobs()


def _claim(
    database: Database, job_id: int, lease: timedelta
) -> tuple[str, dict[str, Any], int] | None:
    with database.unit_of_work(SYSTEM) as uow:
        row = uow.session.execute(
            update(Job)
            .where(
                Job.id == job_id,
                Job.done_at.is_(None),
                Job.failed_at.is_(None),
                Job.run_after <= uow.now,
                or_(Job.leased_until.is_(None), Job.leased_until < uow.now),
            )
            .values(attempts=Job.attempts + 1, leased_until=uow.now + lease)
            .returning(Job.name, Job.payload, Job.attempts)
            .execution_options(synchronize_session=False)
        ).one_or_none()
        return (row[0], row[1], row[2]) if row else None


def _mark_done(session: Session, job_id: int, attempt: int, now: datetime) -> None:
    """Raises LeaseLost when a later attempt has begun, so that the effect is there once."""
    done = session.scalar(
        update(Job)
        .where(Job.id == job_id, Job.attempts == attempt, Job.done_at.is_(None))
        .values(done_at=now, leased_until=None, error=None)
        .returning(Job.id)
        .execution_options(synchronize_session=False)
    )
    if done is None:
        raise LeaseLost


def _mark_failed(database: Database, job_id: int, attempt: int, error: Exception) -> None:
    text = "".join(traceback.format_exception(error))[-4000:]
    with database.unit_of_work(SYSTEM) as uow:
        is_last = attempt >= MAX_ATTEMPTS
        uow.session.execute(
            update(Job)
            .where(Job.id == job_id, Job.attempts == attempt)
            .values(
                leased_until=None,
                error=text,
                failed_at=uow.now if is_last else None,
                run_after=uow.now + timedelta(seconds=min(3600, 5 * 3 ** (attempt - 1))),
            )
            .execution_options(synchronize_session=False)
        )
    log.error("job_failed", job_id=job_id, attempt=attempt, is_last=is_last, error=text)


def due_job_ids(session: Session, now: datetime, limit: int = 500) -> list[int]:
    """Ids of jobs that wait and are held by nobody, oldest first."""
    return list(
        session.scalars(
            select(Job.id)
            .where(
                Job.done_at.is_(None),
                Job.failed_at.is_(None),
                Job.run_after <= now,
                or_(Job.leased_until.is_(None), Job.leased_until < now),
            )
            .order_by(Job.id)
            .limit(limit)
        )
    )


def run_due(database: Database, *, rounds: int = 20) -> int:
    """Run everything that is due, and what that causes; how many jobs were done."""
    done = 0
    for _ in range(rounds):
        with database.unit_of_work(SYSTEM, read_only=True) as uow:
            ids = due_job_ids(uow.session, uow.now)
        if not ids:
            break
        done += sum(jobs.perform(database, job_id) for job_id in ids)
    return done
