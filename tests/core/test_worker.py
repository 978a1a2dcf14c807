"""Workers on every pairing of database and queue: what is committed is done, once, whatever dies."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import sessionmaker

from core.database import Base, create_engine
from core.jobs import jobs
from core.outbox import Job
from core.settings import Environment, Settings
from core.testing.clock import FakeClock
from core.testing.processes import Processes, end_group, eventually, free_port
from core.testing.redis import RedisServer
from core.unit_of_work import SYSTEM, Database, UnitOfWork
from core.worker import Relay
from tests.conftest import new_postgresql
from wsgi import create_app

ROOT = Path(__file__).parents[2]
PAIRINGS = ("sqlite + file", "postgresql + postgresql", "postgresql + redis")
LEASE = 2


@dataclass
class Place:
    """One market without pages: a database, a queue and the workers that the test starts."""

    settings: Settings
    engine: Engine
    processes: Processes
    redis: RedisServer | None
    started: int = 0
    database: Database = field(init=False)
    relay: Relay = field(init=False)

    def __post_init__(self) -> None:
        self.database = Database(sessions=sessionmaker(self.engine, expire_on_commit=False))
        self.relay = Relay(self.settings, self.database)
        self.relay.prepare()
        self.database.kick = self.relay.kick

    def start_worker(self) -> subprocess.Popen[bytes]:
        self.started += 1
        names = ("environment", "data", "secret_key", "database_url", "jobs_url")
        environment = {name.upper(): str(getattr(self.settings, name)) for name in names}
        environment |= {"JOB_LEASE_SECONDS": str(LEASE), "PYTHONPATH": str(ROOT)}
        script = ROOT / "tests/core/worker_process.py"
        return self.processes.start(
            f"worker-{self.started}", sys.executable, script, cwd=ROOT, environment=environment
        )

    def order(self, name: str, word: str) -> int:
        with self.database.unit_of_work(SYSTEM) as uow:
            job = uow.enqueue(name, {"word": word})
        return job.id

    def effects(self) -> list[str]:
        with self.engine.connect() as connection:
            return list(connection.scalars(text("SELECT word FROM effects ORDER BY word")))

    def words(self) -> list[str]:
        """Effects of what was ordered, without what the clock started."""
        return [word for word in self.effects() if word != "tick"]

    def is_done(self, job_id: int) -> bool:
        with self.database.unit_of_work(SYSTEM, read_only=True) as uow:
            return uow.session.get_one(Job, job_id).done_at is not None

    def is_held(self) -> bool:
        return (self.settings.data / "held").exists()

    def let_go(self) -> None:
        (self.settings.data / "go").touch()


@pytest.fixture(params=PAIRINGS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    database, queue = request.param.split(" + ")
    with ExitStack() as stack:
        redis = stack.enter_context(RedisServer()) if queue == "redis" else None
        name = "worker_" + os.environ.get("PYTEST_XDIST_WORKER", "main")
        url = f"sqlite:///{tmp_path}/m.sqlite3" if database == "sqlite" else new_postgresql(name)
        jobs_url = redis.url if redis else url if queue == "postgresql" else ""
        engine = create_engine(url)
        stack.callback(engine.dispose)
        Base.metadata.create_all(engine, tables=[Base.metadata.tables["core_jobs"]])
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE effects (word text)"))
        settings = Settings(  # pyright: ignore[reportCallIssue]
            environment=Environment.TEST,
            data=tmp_path,
            secret_key="a-secret-key-for-tests-only-32-chars",
            database_url=url,
            jobs_url=jobs_url,
        )
        processes = stack.enter_context(Processes(tmp_path))
        place = Place(settings, engine, processes, redis)
        stack.callback(place.relay.close)
        yield place


def test_a_committed_job_is_done_at_once_and_a_rolled_back_one_never(place: Place) -> None:
    place.start_worker()
    eventually(lambda: "tick" in place.effects(), seconds=30, what="the worker works")
    with pytest.raises(KeyError), place.database.unit_of_work(SYSTEM) as uow:
        uow.enqueue("test.note", {"word": "never"})
        raise KeyError
    began = monotonic()
    job_id = place.order("test.note", "tuna")
    eventually(lambda: place.is_done(job_id), seconds=10)
    assert monotonic() - began < 5
    assert place.words() == ["tuna"]


def test_what_the_clock_starts_is_done_once_for_all_workers(place: Place) -> None:
    place.start_worker()
    place.start_worker()
    ordered = [place.order("test.note", f"{number:02}") for number in range(20)]
    eventually(lambda: all(place.is_done(job_id) for job_id in ordered), seconds=40)
    eventually(lambda: "tick" in place.effects(), seconds=10)
    assert place.effects() == [*(f"{number:02}" for number in range(20)), "tick"]


@pytest.mark.parametrize("kind", ["test.hold", "test.hold_between"])
def test_a_worker_that_is_killed_in_mid_job_loses_nothing(place: Place, kind: str) -> None:
    first = place.start_worker()
    job_id = place.order(kind, "mackerel")
    eventually(place.is_held, seconds=30, what="the job is in hand")
    end_group(first)
    assert place.words() == []
    place.let_go()
    place.start_worker()
    eventually(lambda: place.is_done(job_id), seconds=30)
    assert place.words() == ["mackerel"]
    with place.database.unit_of_work(SYSTEM, read_only=True) as uow:
        assert uow.session.get_one(Job, job_id).attempts == 2


def test_a_worker_told_to_stop_finishes_what_is_in_hand(place: Place) -> None:
    worker = place.start_worker()
    job_id = place.order("test.hold", "skipjack")
    eventually(place.is_held, seconds=30, what="the job is in hand")
    worker.send_signal(signal.SIGINT)
    place.let_go()
    assert worker.wait(timeout=20) == 0
    assert place.is_done(job_id)
    assert place.words() == ["skipjack"]


@pytest.mark.parametrize("place", ["postgresql + redis"], indirect=True)
def test_jobs_ordered_while_redis_was_away_are_done_when_it_is_back(place: Place) -> None:
    assert place.redis is not None
    place.start_worker()
    eventually(lambda: "tick" in place.effects(), seconds=30, what="the worker works")
    place.redis.stop()
    began = monotonic()
    job_id = place.order("test.note", "sardine")
    assert monotonic() - began < 4
    place.redis.start()
    eventually(lambda: place.is_done(job_id), seconds=20)
    assert place.words() == ["sardine"]


@pytest.mark.parametrize(
    "jobs_url", ["redis://127.0.0.1:{port}/0", "postgresql://market@127.0.0.1:{port}/none"]
)
def test_a_queue_that_is_away_does_not_fail_what_is_committed(
    settings: Settings, database: Database, jobs_url: str
) -> None:
    away = settings.model_copy(update={"jobs_url": jobs_url.format(port=free_port())})
    relay = Relay(away, database)
    database.kick = relay.kick
    with database.unit_of_work(SYSTEM) as uow:
        uow.enqueue("test.unheard")
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        assert uow.session.scalars(select(Job.name)).all() == ["test.unheard"]
    assert relay.kick([1]) is False
    assert relay.sweep() == 0


def test_two_sweeps_of_one_moment_start_a_periodic_job_once(
    settings: Settings, database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "periodic", {})
    jobs.every("test.every_ten", minutes=10)
    jobs.every("test.at_eleven", minutes=0, at_hour=11)
    relays = [Relay(settings, database), Relay(settings, database)]

    def names() -> list[str]:
        for relay in relays * 2:
            relay.sweep()
        with database.unit_of_work(SYSTEM, read_only=True) as uow:
            return list(uow.session.scalars(select(Job.name).order_by(Job.id)))

    assert names() == ["test.every_ten"]
    clock.advance(minutes=9)
    assert names() == ["test.every_ten"]
    clock.advance(minutes=1)
    assert names() == ["test.every_ten"] * 2
    clock.advance(hours=1)
    assert names().count("test.at_eleven") == 1


@pytest.mark.parametrize("place", ["postgresql + postgresql"], indirect=True)
def test_a_job_that_outlives_its_lease_leaves_its_effect_once(
    place: Place, clock: FakeClock
) -> None:
    """The first worker is slow; another one takes the job up and is done before the first ends."""
    database = Database(sessions=place.database.sessions, clock=clock)
    answers: list[bool] = []

    def slow(uow: UnitOfWork, payload: dict[str, Any]) -> None:
        attempt = uow.session.scalars(select(Job.attempts)).one()
        word = f"attempt {attempt}"
        uow.session.execute(text("INSERT INTO effects (word) VALUES (:word)"), {"word": word})
        if attempt == 1:
            clock.advance(minutes=10)
            answers.append(jobs.perform(database, payload["id"]))

    jobs.add("test.slow", slow)
    with database.unit_of_work(SYSTEM) as uow:
        job = uow.enqueue("test.slow")
        uow.session.flush()
        job.payload = {"id": job.id}
    answers.append(jobs.perform(database, job.id))
    assert answers == [True, False]
    assert place.effects() == ["attempt 2"]


def test_how_long_a_worker_may_hold_a_job_is_a_setting(
    settings: Settings, database: Database
) -> None:
    create_app(settings.model_copy(update={"job_lease_seconds": 7}), database, testing=True)
    assert jobs.lease == timedelta(seconds=7)
    create_app(settings, database, testing=True)
    assert jobs.lease == timedelta(minutes=5)
