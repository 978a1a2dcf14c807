"""A worker process with jobs of the tests: each writes a word, one waits to be let go."""

import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import text

from core import composition as core
from core import settings as settings_module
from core.jobs import JobContext, jobs
from core.unit_of_work import SYSTEM, UnitOfWork
from core.worker import Relay, work

settings = settings_module.load()
folder: Path = settings.data


def note(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """Write the payload's word; without one, the job's kind."""
    word = payload.get("word", "tick")
    uow.session.execute(text("INSERT INTO effects (word) VALUES (:word)"), {"word": word})


def hold(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """Write the word, tell that it is written, and stay in the transaction until let go."""
    note(uow, payload)
    wait_to_be_let_go()


def hold_between(context: JobContext, payload: dict[str, Any]) -> None:
    """Stay outside of any transaction until let go, and then write the word."""
    wait_to_be_let_go()
    with context.database.unit_of_work(SYSTEM) as uow:
        note(uow, payload)


def wait_to_be_let_go() -> None:
    (folder / "held").touch()
    deadline = time.monotonic() + 60
    while not (folder / "go").exists() and time.monotonic() < deadline:
        time.sleep(0.02)


def main() -> None:
    database = core.open_database(settings)
    relay = Relay(settings, database)
    database.kick = relay.kick
    jobs.lease = timedelta(seconds=settings.job_lease_seconds)
    jobs.add("test.note", note)
    jobs.add("test.hold", hold)
    jobs.add_manual("test.hold_between", hold_between)
    jobs.add("test.daily", note)
    jobs.every("test.daily", minutes=0, at_hour=0)
    work(relay, threads=2)


main()
