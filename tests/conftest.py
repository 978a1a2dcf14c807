"""Fixtures for every test: both engines, one outer transaction a test, the page client."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker
from xdist.scheduler import LoadScopeScheduling

from core.database import Base, create_engine
from core.migrations import import_models
from core.settings import Environment, Settings
from core.testing.client import PageClient
from core.testing.clock import FakeClock
from core.testing.postgresql import Cluster
from core.text import set_locale
from core.unit_of_work import SYSTEM, Database, UnitOfWork
from wsgi import create_app

# A busy machine is no failure: how long an example takes is not what the tests are about.
hypothesis.settings.register_profile("market", deadline=None)
hypothesis.settings.load_profile("market")

ONE_ENGINE = ("test_views.py", "test_pages.py")
TOGETHER = ("tests/cluster/", "tests/journeys/", "tests/architecture/test_migrations.py")
"""What one worker does in one go, for it shares servers or a database."""


class Groups(LoadScopeScheduling):
    """Gives every test to whoever is free, and what belongs together to one worker.

    The marker `xdist_group` would say the same, but pytest 9.2 no longer lets xdist 3.8 hand it on.
    """

    def _split_scope(self, nodeid: str) -> str:
        return next((place for place in TOGETHER if nodeid.startswith(place)), nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Groups | None:
    return Groups(config, log) if config.getvalue("dist") == "loadgroup" else None


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        cluster = Cluster()
        cluster.start()
        config.stash[CLUSTER] = cluster
        os.environ["MARKET_TEST_CLUSTER"] = str(cluster.folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    if cluster := config.stash.get(CLUSTER, None):
        cluster.stop()


CLUSTER: pytest.StashKey[Cluster] = pytest.StashKey()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine_name" in metafunc.fixturenames:
        one = metafunc.module.__file__.endswith(ONE_ENGINE)
        metafunc.parametrize(
            "engine_name", ["sqlite"] if one else ["sqlite", "postgresql"], scope="session"
        )


@pytest.fixture(scope="session")
def database_url(engine_name: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An empty database of this worker on one engine."""
    if engine_name == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('db') / 'market.sqlite3'}"
    return new_postgresql("market_" + os.environ.get("PYTEST_XDIST_WORKER", "main"))


def new_postgresql(name: str) -> str:
    """A new empty database on the tests' PostgreSQL; its address."""
    cluster = Cluster.__new__(Cluster)
    cluster.folder = Path(os.environ["MARKET_TEST_CLUSTER"])
    return cluster.create_database(name)


@pytest.fixture(scope="session")
def engine(database_url: str) -> Iterator[Engine]:
    import_models()
    engine = create_engine(database_url)
    Base.metadata.create_all(engine)
    yield engine
    engine.dispose()


@pytest.fixture(autouse=True)
def _source_language() -> None:
    """Each test begins in the source language, whatever the one before it left behind."""
    set_locale("en")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def database(engine: Engine, clock: FakeClock) -> Iterator[Database]:
    """Units of work that commit savepoints of one transaction, which is undone at the end."""
    with engine.connect() as connection:
        outer = connection.begin()
        sessions = sessionmaker(
            connection, expire_on_commit=False, join_transaction_mode="create_savepoint"
        )
        yield Database(sessions=sessions, clock=clock)
        outer.rollback()


@pytest.fixture
def uow(database: Database) -> Iterator[UnitOfWork]:
    """An open unit of work of the system; what is flushed in it is seen by later ones."""
    session = database.sessions()
    yield UnitOfWork(session=session, actor=SYSTEM, now=database.clock())
    session.close()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(  # pyright: ignore[reportCallIssue]
        environment=Environment.TEST,
        data=tmp_path,
        secret_key="a-secret-key-for-tests-only-32-chars",
        public_url="http://localhost",
    )


@pytest.fixture
def app(settings: Settings, database: Database) -> Flask:
    return create_app(settings, database, testing=True)


@pytest.fixture
def client(app: Flask) -> PageClient:
    return PageClient(app)


BROWSER_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The real browser, once a worker: two of its loops cannot run beside each other."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=list(BROWSER_ARGUMENTS)
        )
        yield launched
        launched.close()
