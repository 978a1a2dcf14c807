"""What may open once opens once, however many ask at the same moment."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pyotp
import pytest
from sqlalchemy.orm import sessionmaker

from core.database import Base, create_engine
from core.errors import DomainError
from core.identity import service
from core.identity.models import Role
from core.identity.ports import proofs
from core.migrations import import_models
from core.testing.clock import FakeClock
from core.unit_of_work import SYSTEM, Database, UnitOfWork
from tests.conftest import new_postgresql
from tests.factories import identity


@pytest.fixture
def shared(engine_name: str, tmp_path: Path, clock: FakeClock) -> Iterator[Database]:
    """A database of its own, in which transactions really meet."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    url = (
        f"sqlite:///{tmp_path / 'race.sqlite3'}"
        if engine_name == "sqlite"
        else new_postgresql(f"identity_race_{worker}_{tmp_path.name}".lower())
    )
    import_models()
    engine = create_engine(url)
    Base.metadata.create_all(engine)
    yield Database(sessions=sessionmaker(engine, expire_on_commit=False), clock=clock)
    engine.dispose()


def at_once(database: Database, attempts: list[object]) -> int:
    """How many of these, each in a unit of work of its own, were not refused."""
    done: list[int] = []
    gate = threading.Barrier(len(attempts))

    def run(attempt: object) -> None:
        gate.wait()
        try:
            with database.unit_of_work(SYSTEM) as uow:
                attempt(uow)  # type: ignore[operator]
        except DomainError:
            return
        done.append(1)

    threads = [threading.Thread(target=run, args=[attempt]) for attempt in attempts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(done)


def test_a_code_sent_many_times_at_once_opens_once(shared: Database) -> None:
    secret = proofs().new_totp_secret()
    app = pyotp.TOTP(proofs().totp_key(secret).replace("-", ""))
    with shared.unit_of_work(SYSTEM) as uow:
        person = identity.user(uow)
        before = app.at(int(uow.now.timestamp()) - 30)
        codes = service.start_one_time_codes(uow, person.id, secret=secret, code=before)
        now = app.at(uow.now)

    def give(uow: UnitOfWork) -> None:
        service.check_one_time_code(uow, person.id, now)

    def recover(uow: UnitOfWork) -> None:
        service.use_recovery_code(uow, person.id, codes[0])

    assert at_once(shared, [give] * 6) == 1
    assert at_once(shared, [recover] * 6) == 1


def test_two_owners_who_remove_each_other_leave_one(shared: Database) -> None:
    with shared.unit_of_work(SYSTEM) as uow:
        shop, owners = identity.vendor(uow), [identity.user(uow), identity.user(uow)]
        for owner in owners:
            service.add_member(uow, user_id=owner.id, organisation_id=shop.id, role=Role.OWNER)

    def remove(user_id: int) -> object:
        def attempt(uow: UnitOfWork) -> None:
            service.remove_member(uow, organisation_id=shop.id, user_id=user_id)

        return attempt

    assert at_once(shared, [remove(owner.id) for owner in owners]) == 1
