"""The worker: huey brings the news that a job is due, the outbox says what is true.

The engine follows JOBS_URL: a file next to the database (no server), Redis, or PostgreSQL.
News may be lost (a worker is killed, Redis restarts): the sweep finds what is still due.
"""

import hashlib
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final, cast

import structlog
from huey import PostgresHuey, RedisHuey, SqliteHuey
from huey.consumer import Consumer
from huey.serializer import SignedSerializer
from redis import ConnectionPool
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.exc import SQLAlchemyError

from core.dates import TOKYO
from core.jobs import Periodic, due_job_ids, jobs
from core.outbox import Job
from core.settings import Settings
from core.unit_of_work import SYSTEM, Database, UnitOfWork

log = structlog.get_logger(__name__)

SWEEP_SECONDS: Final = 1.0
SEND_AGAIN: Final = timedelta(seconds=30)
AWAY_SECONDS: Final = 2.0
LOCK: Final = 7_226_105


def queue_of(settings: Settings) -> Any:
    """The huey that JOBS_URL names. Messages are signed, for they are pickles."""
    url = settings.effective_jobs_url
    secret = hashlib.sha256(b"jobs" + settings.effective_secret_key.encode()).hexdigest()
    common: dict[str, Any] = {
        "name": "market",
        "results": False,
        "serializer": SignedSerializer(secret=secret),
    }
    if url.startswith(("redis", "unix")):
        return RedisHuey(connection_pool=_redis_pool(url), **common)
    if url.startswith("postgresql"):
        dsn = url.replace("postgresql+psycopg://", "postgresql://")
        return PostgresHuey(dsn=dsn, connect_timeout=2, create_tables=False, **common)
    path = Path(url.removeprefix("sqlite:///"))
    path.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey(filename=str(path), timeout=15, **common)


def _redis_pool(url: str) -> Any:
    """Connections that give up soon: a request must not wait for a Redis that is away."""
    return cast("Any", ConnectionPool).from_url(url, socket_connect_timeout=1, socket_timeout=5)


class Relay:
    """Between the outbox and the queue."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self.queue = queue_of(settings)
        self._database = database
        self._task: Any = self.queue.task(name="perform")(self._perform)
        self._sent: dict[int, datetime] = {}
        self._started: dict[str, str] = {}
        self._away_until = float("-inf")

    def prepare(self) -> None:
        """Make the queue's tables where it has some; by one worker at a time."""
        if isinstance(self.queue, PostgresHuey):
            storage = cast("Any", self.queue).storage
            with storage.db(commit=True, close=True) as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
                for statement in storage.ddl:
                    cursor.execute(statement)

    def close(self) -> None:
        """Give the queue's connections back."""
        self.queue.storage.close()

    def _perform(self, job_id: int) -> None:
        jobs.perform(self._database, job_id)

    def kick(self, job_ids: list[int]) -> bool:
        """Send news of committed jobs; a queue that is away is the sweep's business.

        After a failure nothing is tried for a moment, so that no request waits in vain.
        """
        if time.monotonic() < self._away_until:
            return False
        try:
            for job_id in job_ids:
                self._task(job_id)
        except Exception as error:  # noqa: BLE001 - the fact is committed, it must not fail now
            self._away_until = time.monotonic() + AWAY_SECONDS
            log.warning("queue_unreachable", error=str(error), job_ids=job_ids)
            return False
        return True

    def sweep(self) -> int:
        """Start what the clock starts, and send what is due and was not heard of."""
        now = self._database.clock()
        self._start_periodic(now)
        with self._database.unit_of_work(SYSTEM, read_only=True) as uow:
            due = due_job_ids(uow.session, now)
        self._sent = {key: at for key, at in self._sent.items() if at > now - SEND_AGAIN}
        unheard = [job_id for job_id in due if job_id not in self._sent]
        if not self.kick(unheard):
            return 0
        self._sent.update(dict.fromkeys(unheard, now))
        return len(unheard)

    def _start_periodic(self, now: datetime) -> None:
        """Write the periodic jobs of the slots that `now` is the first to fall in."""
        slots = {name: slot_of(periodic, now) for name, periodic in jobs.periodic.items()}
        new = {n: slot for n, slot in slots.items() if slot and self._started.get(n) != slot}
        if not new:
            return
        with self._database.unit_of_work(SYSTEM) as uow:
            for name, slot in new.items():
                write_periodic(uow, name, slot)
        self._started.update(new)


def write_periodic(uow: UnitOfWork, name: str, slot: str) -> None:
    """Write the periodic job of this slot of time, once for all workers."""
    is_sqlite = uow.session.get_bind().dialect.name == "sqlite"
    insert = sqlite_insert if is_sqlite else postgresql_insert
    uow.session.execute(
        insert(Job)
        .values(
            name=name,
            payload={},
            created_at=uow.now,
            run_after=uow.now,
            attempts=0,
            unique_key=f"{name}@{slot}",
        )
        .on_conflict_do_nothing(index_elements=["unique_key"])
    )


def slot_of(periodic: Periodic, now: datetime) -> str | None:
    """The name of the slot that `now` falls in; None while a daily job's hour has not come."""
    local = now.astimezone(TOKYO)
    if periodic.at_hour is not None:
        return f"{local:%Y-%m-%d}" if local.hour >= periodic.at_hour else None
    minute = int(now.timestamp() // 60)
    return str(minute - minute % periodic.minutes)


class _Sweeper(threading.Thread):
    def __init__(self, relay: Relay) -> None:
        super().__init__(name="sweeper", daemon=True)
        self._relay = relay
        self.stopped = threading.Event()

    def run(self) -> None:
        while not self.stopped.wait(SWEEP_SECONDS):
            try:
                self._relay.sweep()
            except SQLAlchemyError as error:
                log.warning("sweep_failed", error=str(error))


def work(relay: Relay, *, threads: int) -> None:
    """Work until told to stop (SIGINT finishes what is in hand)."""
    relay.prepare()
    sweeper = _Sweeper(relay)
    sweeper.start()
    consumer = cast("Any", Consumer)(
        relay.queue, workers=threads, periodic=False, backoff=1.2, max_delay=0.25
    )
    try:
        consumer.run()
    finally:
        sweeper.stopped.set()
