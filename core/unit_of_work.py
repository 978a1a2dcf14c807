"""The unit of work: one transaction with its session, actor and clock."""

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

from core.dates import now as current_instant
from core.events import Event
from core.outbox import Job

E = TypeVar("E", bound=Event)


class ActorKind(StrEnum):
    USER = "user"
    GUEST = "guest"
    SYSTEM = "system"
    PAYMENT_PROVIDER = "payment_provider"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts, and for whom."""

    kind: ActorKind
    user_id: int | None = None
    organisation_id: int | None = None
    permissions: frozenset[str] = frozenset()
    has_second_factor: bool = False
    display_name: str = ""
    organisation_name: str = ""

    @property
    def is_signed_in(self) -> bool:
        return self.user_id is not None


GUEST = Actor(kind=ActorKind.GUEST)
SYSTEM = Actor(kind=ActorKind.SYSTEM)
PAYMENT_PROVIDER = Actor(kind=ActorKind.PAYMENT_PROVIDER)


@dataclass
class UnitOfWork:
    """What every service receives first; the framework commits it, never the service."""

    session: Session
    actor: Actor
    now: datetime
    recorded: list[Event] = field(default_factory=list[Event])
    jobs: list[Job] = field(default_factory=list[Job])
    is_abandoned: bool = False
    """Set when the answer is a refusal: nothing of what was tried is kept."""
    versions: Mapping[str, int] | None = None
    """The page versions read before a kept page; None where everything is read anew."""

    def record(self, event: Event) -> None:
        """Say a fact; it is handed to its hearers just before commit."""
        self.recorded.append(event)

    def enqueue(
        self,
        name: str,
        payload: dict[str, Any] | None = None,
        *,
        delay: timedelta = timedelta(),
        unique_key: str | None = None,
    ) -> Job:
        """Write a job that runs after commit, `delay` later at the earliest."""
        job = Job(
            name=name,
            payload=payload or {},
            created_at=self.now,
            run_after=self.now + delay,
            unique_key=unique_key,
        )
        self.session.add(job)
        self.jobs.append(job)
        return job

    def publish(self) -> None:
        """Hand the recorded facts out; hearers may record further ones."""
        while self.recorded:
            event = self.recorded.pop(0)
            for hearer in in_transaction.hearers(type(event)):
                hearer(self, event)
            for name in after_commit.names(type(event)):
                self.enqueue(name, event.payload())


Hearer = Callable[[UnitOfWork, Any], None]


class InTransaction:
    """Hearers that run now, in the same transaction; if one fails, the whole thing fails."""

    def __init__(self) -> None:
        self._hearers: dict[type[Event], list[Hearer]] = {}

    def subscribe(self, event: type[E], hearer: Callable[[UnitOfWork, E], None]) -> None:
        hearers = self._hearers.setdefault(event, [])
        if hearer not in hearers:
            hearers.append(hearer)

    def hearers(self, event: type[Event]) -> list[Hearer]:
        return self._hearers.get(event, [])

    def table(self) -> dict[type[Event], list[Hearer]]:
        return self._hearers


class AfterCommit:
    """Hearers that run later, each in a job of its own, at least once."""

    def __init__(self) -> None:
        self._names: dict[type[Event], list[str]] = {}

    def subscribe(self, event: type[E], job_name: str) -> None:
        """The job receives the event's fields as its payload; it must be idempotent."""
        names = self._names.setdefault(event, [])
        if job_name not in names:
            names.append(job_name)

    def names(self, event: type[Event]) -> list[str]:
        return self._names.get(event, [])

    def table(self) -> dict[type[Event], list[str]]:
        return self._names


in_transaction = InTransaction()
after_commit = AfterCommit()

Kick = Callable[[list[int]], object]


@dataclass
class Database:
    """Opens units of work; `kick` tells the worker about committed jobs."""

    sessions: sessionmaker[Session]
    clock: Callable[[], datetime] = current_instant
    kick: Kick = field(default=lambda _job_ids: None)

    @contextmanager
    def unit_of_work(
        self, actor: Actor, *, read_only: bool = False
    ) -> Generator[UnitOfWork, None, None]:
        """One transaction: returning commits, raising rolls back, read-only never writes."""
        session = self.sessions()
        try:
            if read_only:
                with _reading(session):
                    yield UnitOfWork(session=session, actor=actor, now=self.clock())
                return
            uow = UnitOfWork(session=session, actor=actor, now=self.clock())
            yield uow
            if uow.is_abandoned:
                session.rollback()
                return
            uow.publish()
            session.flush()
            job_ids = [job.id for job in uow.jobs if job.run_after <= uow.now]
            session.commit()
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()
        if job_ids:
            self.kick(job_ids)


@contextmanager
def _reading(session: Session) -> Generator[None, None, None]:
    """A transaction that the database itself keeps from writing, on both engines."""
    is_sqlite = session.get_bind().dialect.name == "sqlite"
    if is_sqlite:
        connection = session.connection(execution_options={"begin": "DEFERRED"})
        connection.exec_driver_sql("PRAGMA query_only=ON")
        try:
            yield
        finally:
            if not connection.invalidated:
                connection.exec_driver_sql("PRAGMA query_only=OFF")
    else:
        session.execute(text("SET TRANSACTION READ ONLY"))
        yield
