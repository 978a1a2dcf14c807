"""Jobs exist exactly when their cause does, and have their effect once."""

from typing import Any

import pytest
from sqlalchemy import select

from core.jobs import MAX_ATTEMPTS, jobs, run_due
from core.outbox import Job
from core.testing.clock import FakeClock
from core.unit_of_work import SYSTEM, Database, UnitOfWork


@pytest.fixture
def effects() -> list[str]:
    done: list[str] = []

    def work(_uow: UnitOfWork, payload: dict[str, Any]) -> None:
        done.append(payload["word"])

    def fail(_uow: UnitOfWork, _payload: dict[str, Any]) -> None:
        raise RuntimeError("no")

    jobs.add("test.work", work)
    jobs.add("test.fail", fail)
    return done


def test_a_job_of_a_committed_fact_runs_once(database: Database, effects: list[str]) -> None:
    with database.unit_of_work(SYSTEM) as uow:
        uow.enqueue("test.work", {"word": "tuna"})
    assert run_due(database) == 1
    assert run_due(database) == 0
    assert effects == ["tuna"]


def test_a_rolled_back_fact_leaves_no_job(database: Database, effects: list[str]) -> None:
    with pytest.raises(KeyError), database.unit_of_work(SYSTEM) as uow:
        uow.enqueue("test.work", {"word": "tuna"})
        raise KeyError
    assert run_due(database) == 0
    assert effects == []


def test_a_failing_job_is_tried_again_later_and_given_up_loudly(
    database: Database, clock: FakeClock, effects: list[str]
) -> None:
    with database.unit_of_work(SYSTEM) as uow:
        uow.enqueue("test.fail")
    for _ in range(MAX_ATTEMPTS + 2):
        run_due(database)
        clock.advance(hours=2)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        job = uow.session.scalars(select(Job)).one()
    assert job.attempts == MAX_ATTEMPTS
    assert job.failed_at is not None
    assert "RuntimeError: no" in (job.error or "")
    assert effects == []


def test_a_job_whose_worker_died_is_taken_up_when_its_lease_ends(
    database: Database, clock: FakeClock, effects: list[str]
) -> None:
    with database.unit_of_work(SYSTEM) as uow:
        job = uow.enqueue("test.work", {"word": "mackerel"})
        uow.session.flush()
        job.attempts, job.leased_until = 1, clock.now.replace(minute=5)
    assert run_due(database) == 0
    clock.advance(minutes=10)
    assert run_due(database) == 1
    assert effects == ["mackerel"]
