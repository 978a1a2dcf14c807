"""Operators' commands, on databases of their own."""

import json
import os
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import Engine, create_engine, inspect, select, text

from core import migrations
from core.commands import operator, server_of
from core.identity.models import Organisation
from core.jobs import jobs
from core.outbox import Job
from core.sample import SampleStep, steps
from core.settings import Settings
from core.unit_of_work import SYSTEM, Database, UnitOfWork
from tests.conftest import new_postgresql
from tests.factories import identity as people
from wsgi import create_app


@pytest.fixture(params=["sqlite", "postgresql"])
def own_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'market.sqlite3'}"
    return new_postgresql("commands_" + os.environ.get("PYTEST_XDIST_WORKER", "main"))


@pytest.fixture
def market(settings: Settings, own_url: str) -> Iterator[Flask]:
    """The application on a database that holds nothing."""
    yield create_app(settings.model_copy(update={"database_url": own_url}), testing=True)
    operator().engine.dispose()
    operator().relay.close()


@pytest.fixture
def runner(market: Flask) -> FlaskCliRunner:
    return market.test_cli_runner()


@pytest.fixture
def migrated(runner: FlaskCliRunner) -> FlaskCliRunner:
    told = said(runner, "database upgrade").splitlines()
    assert told[-1] == f"The database is at {migrations.head()}."
    assert any(line.startswith("Glossary: ") for line in told)
    return runner


def said(runner: FlaskCliRunner, line: str, *, code: int = 0) -> str:
    """What a command says, both streams; it must end with this code."""
    done = runner.invoke(args=line.split())
    assert done.exit_code == code, done.output
    return done.output.strip()


def market_database() -> Database:
    return operator().database


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def organisations() -> list[str]:
    with market_database().unit_of_work(SYSTEM, read_only=True) as uow:
        return list(uow.session.scalars(select(Organisation.name).order_by(Organisation.id)))


def found(name: str) -> None:
    with market_database().unit_of_work(SYSTEM) as uow:
        people.vendor(uow, name=name)


def test_upgrade_makes_all_tables_and_downgrade_to_base_leaves_none(
    migrated: FlaskCliRunner,
) -> None:
    assert {"core_jobs", "core_organisations", "alembic_version"} <= tables(operator().engine)
    assert said(migrated, "database upgrade") == f"The database is at {migrations.head()}."
    assert said(migrated, "database downgrade base") == "The database is at None."
    operator().engine.dispose()
    bare = create_engine(operator().settings.effective_database_url)
    assert tables(bare) - {"alembic_version"} == set()
    bare.dispose()


def test_a_restored_backup_holds_what_it_held_and_not_what_came_later(
    migrated: FlaskCliRunner, tmp_path: Path
) -> None:
    found("Before")
    target = tmp_path / "copy.backup"
    assert said(migrated, f"database backup {target}").startswith(f"Written: {target} (")
    found("After")
    assert organisations() == ["Before", "After"]
    operator().engine.dispose()
    assert said(migrated, f"database restore {target}").endswith("Restored.")
    assert organisations() == ["Before"]
    found("Next")
    assert organisations() == ["Before", "Next"]


def test_a_backup_never_writes_over_a_file(migrated: FlaskCliRunner, tmp_path: Path) -> None:
    target = tmp_path / "copy.backup"
    target.write_text("mine", encoding="ascii")
    assert said(migrated, f"database backup {target}", code=1) == f"Error: {target} exists already."
    assert target.read_text(encoding="ascii") == "mine"


@pytest.mark.parametrize("content", [b"", b"these are no tables" * 100])
def test_what_is_no_backup_is_refused_and_the_database_stays(
    migrated: FlaskCliRunner, tmp_path: Path, content: bytes
) -> None:
    found("Kept")
    source = tmp_path / "broken.backup"
    source.write_bytes(content)
    assert said(migrated, f"database restore {source}", code=1).startswith("Error: ")
    assert organisations() == ["Kept"]


@pytest.mark.parametrize("own_url", ["sqlite"], indirect=True)
def test_a_damaged_sqlite_backup_is_refused(migrated: FlaskCliRunner, tmp_path: Path) -> None:
    found("Kept")
    target = tmp_path / "copy.backup"
    said(migrated, f"database backup {target}")
    content = bytearray(target.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 8192] = b"\xff" * 8192
    target.write_bytes(content)
    answer = said(migrated, f"database restore {target}", code=1)
    assert answer.startswith(f"Error: {target} is not a sound backup of a market: ")
    assert organisations() == ["Kept"]


@pytest.mark.parametrize("own_url", ["sqlite"], indirect=True)
def test_the_replaced_sqlite_database_is_kept_with_its_last_commits(
    migrated: FlaskCliRunner, tmp_path: Path
) -> None:
    target = tmp_path / "copy.backup"
    said(migrated, f"database backup {target}")
    found("Last")
    held = sqlite3.connect(tmp_path / "market.sqlite3")
    held.execute("SELECT 1 FROM core_organisations").fetchall()
    first, second = said(migrated, f"database restore {target}").splitlines()
    held.close()
    assert second == "Restored."
    kept = Path(first.removeprefix("The replaced database is kept as ").removesuffix("."))
    replaced = sqlite3.connect(kept)
    assert replaced.execute("SELECT name FROM core_organisations").fetchall() == [("Last",)]
    replaced.close()
    assert organisations() == []


def fail(_uow: UnitOfWork, _payload: dict[str, object]) -> None:
    raise RuntimeError("no")


def test_jobs_are_counted_by_name_and_failed_ones_get_another_chance(
    migrated: FlaskCliRunner,
) -> None:
    assert said(migrated, "jobs list") == "Nothing waits."
    with market_database().unit_of_work(SYSTEM) as uow:
        uow.enqueue("test.b")
        uow.enqueue("test.a")
        failed = uow.enqueue("test.a")
        uow.session.flush()
        failed.failed_at, failed.attempts, failed.error = uow.now, 8, "no"
    assert said(migrated, "jobs list").splitlines() == [
        "test.a: 1 waiting, 1 failed",
        "test.b: 1 waiting, 0 failed",
    ]
    assert said(migrated, "jobs retry") == "Jobs that will be tried again: 1."
    with market_database().unit_of_work(SYSTEM, read_only=True) as uow:
        again = uow.session.get_one(Job, failed.id)
        assert (again.failed_at, again.attempts) == (None, 0)


def test_every_kind_of_job_is_named_with_its_hour(runner: FlaskCliRunner) -> None:
    lines = said(runner, "jobs names").splitlines()
    assert "core.web.forget_rate_counters daily at 4:00" in lines
    assert "core.mail.deliver" in lines
    assert [line.split()[0] for line in lines] == jobs.names()


def test_the_sample_market_leaves_a_database_that_holds_something_alone(
    migrated: FlaskCliRunner,
) -> None:
    found("Real business")
    assert said(migrated, "sample load") == (
        "The database is not empty: the sample market was left alone."
    )
    assert organisations() == ["Real business"]


def test_a_sample_market_that_fails_half_way_leaves_nothing(
    migrated: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(uow: UnitOfWork) -> None:
        people.vendor(uow, name="Half")

    def broken(_uow: UnitOfWork) -> None:
        raise RuntimeError("no")

    kept = [SampleStep(1, "Half", half), SampleStep(2, "Broken", broken)]
    monkeypatch.setattr(steps, "_items", kept)
    assert isinstance(migrated.invoke(args=["sample", "load"]).exception, RuntimeError)
    assert organisations() == []


@pytest.mark.parametrize("own_url", ["sqlite"], indirect=True)
def test_where_says_which_view_template_and_tests_answer_an_address(
    runner: FlaskCliRunner,
) -> None:
    view, template, tests, permission = said(runner, "where /ja/catalogue/any?x=1").split(" · ")
    assert re.fullmatch(r"shop/catalogue/views\.py:\d+ show", view)
    assert template == "shop/templates/shop/catalogue/show.html"
    assert tests == "tests/shop/catalogue/test_views.py"
    assert permission == "permission public"
    assert said(runner, "where /xx", code=1) == (
        "Error: No page answers /xx (languages: ja, en, zh-Hant, zh-Hans, th, ko)."
    )


def test_the_address_of_a_database_is_shown_without_its_password() -> None:
    shown = server_of("postgresql+psycopg://market:secret@db.internal/market")
    assert shown == "postgresql+psycopg://db.internal/market"


def test_health_says_which_migration_and_payments_run(
    migrated: FlaskCliRunner, market: Flask
) -> None:
    answer = market.test_client().get("/-/health")
    assert json.loads(answer.data) == {
        "status": "ok",
        "migration": migrations.head(),
        "payments": "simulator",
    }
    with operator().engine.begin() as connection:
        connection.execute(text("DROP TABLE alembic_version"))
    assert market.test_client().get("/-/health").status_code == 503
