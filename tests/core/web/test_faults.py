"""A database that is locked or away: a page in the reader's language, a log line, and no trace."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.orm import sessionmaker
from werkzeug.test import TestResponse

from core.database import Base, create_engine
from core.migrations import import_models
from core.settings import Settings
from core.testing.client import PageClient
from core.testing.postgresql import Cluster
from core.text import gettext, use_locale
from core.unit_of_work import Database
from wsgi import create_app


@dataclass
class Fault:
    """A market on a database of its own, which can be taken away and given back."""

    client: PageClient
    begin: Callable[[], None]
    end: Callable[[], None]


def market(engine: Engine, settings: Settings) -> PageClient:
    import_models()
    Base.metadata.create_all(engine)
    database = Database(sessions=sessionmaker(engine, expire_on_commit=False))
    app: Flask = create_app(settings, database, testing=True)
    return PageClient(app)


def locked(settings: Settings, folder: Path) -> Iterator[Fault]:
    """Another process works on the file and lets nobody in, not even to read."""
    path = folder / "locked.sqlite3"
    engine = create_engine(f"sqlite:///{path}")
    event.listen(engine, "connect", lambda one, _: one.execute("PRAGMA busy_timeout=30"))
    holder: list[sqlite3.Connection] = []

    def begin() -> None:
        engine.dispose()
        connection = sqlite3.connect(path, isolation_level=None)
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        holder.append(connection)

    def end() -> None:
        for connection in holder:
            connection.close()

    yield Fault(market(engine, settings), begin, end)
    end()
    engine.dispose()


def stopped(settings: Settings, _folder: Path) -> Iterator[Fault]:
    """The server is stopped with everybody connected, and started again."""
    cluster = Cluster()
    cluster.start()
    engine = create_engine(cluster.create_database("market_faults"))
    yield Fault(market(engine, settings), cluster.halt, cluster.go_on)
    engine.dispose()
    cluster.stop()


@pytest.fixture(params=[locked, stopped], ids=["sqlite-locked", "postgresql-stopped"])
def fault(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Iterator[Fault]:
    yield from request.param(settings, tmp_path)


ASKED = [
    ("GET", "/th/"),
    ("GET", "/ko/catalogue?page=of-nobody"),
    ("GET", "/zh-Hans/cart"),
    ("GET", "/ja/checkout"),
    ("GET", "/zh-Hant/office"),
    ("GET", "/en/city"),
    ("POST", "/th/cart/add"),
    ("POST", "/ja/identity/sign-in"),
]


def ask(client: PageClient, method: str, path: str) -> TestResponse:
    """The answer to what a browser sends."""
    headers = {"Origin": "http://localhost"}
    data = {
        "csrf_token": client.token(),
        "variant_id": "1",
        "quantity": "1",
        "email": "hana@example.org",
        "password": "namiuchi-giwa no shirasu 7",
    }
    sent = data if method == "POST" else None
    return client.http.open(path, method=method, data=sent, headers=headers)


def errors(capture: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What was written down as an error since the last look."""
    said = capture.readouterr()
    lines = [json.loads(line) for line in f"{said.out}{said.err}".splitlines() if line[:1] == "{"]
    assert "Traceback" not in f"{said.out}{said.err}"
    return [line for line in lines if line["level"] in {"error", "critical"}]


def test_every_kind_of_page_says_so_and_works_again_afterwards(
    capsys: pytest.CaptureFixture[str], fault: Fault
) -> None:
    client = fault.client
    client.sign_in("a-token-that-has-to-be-looked-up")
    before = {asked: ask(client, *asked).status_code for asked in ASKED}
    assert 503 not in before.values()
    fault.begin()
    errors(capsys)
    for method, path in ASKED:
        answer = ask(client, method, path)
        locale = path.split("/")[1]
        with use_locale(locale):
            words = gettext("The market cannot answer just now")
        assert (words == "The market cannot answer just now") is (locale == "en")
        assert (method, path, answer.status_code) == (method, path, 503)
        assert answer.headers["Retry-After"] == "30"
        assert f'<html lang="{locale}"' in answer.text
        assert words in answer.text
        assert "Traceback" not in answer.text
        assert "sqlite" not in answer.text
        said = [(line["event"], line["path"]) for line in errors(capsys)]
        assert said == [("unavailable", path.split("?")[0])]
    fault.end()
    assert {asked: ask(client, *asked).status_code for asked in ASKED} == before
