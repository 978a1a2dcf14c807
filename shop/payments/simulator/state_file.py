"""The SQLite file that all faces of one simulator share."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Generator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from typing import TYPE_CHECKING

from shop.payments.simulator.state import State

if TYPE_CHECKING:
    from shop.payments.simulator.settings import SimulatorSettings
    from shop.payments.simulator.state import Cause

_WAIT_MS = 5000
_ATTEMPTS = 50

_SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    created INTEGER NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS objects_kind ON objects (kind, seq);
CREATE INDEX IF NOT EXISTS objects_intent
    ON objects (json_extract(body, '$.payment_intent'), kind, seq);
CREATE INDEX IF NOT EXISTS objects_charge ON objects (json_extract(body, '$.charge'), kind, seq);
CREATE TABLE IF NOT EXISTS timers (
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    due_at REAL NOT NULL,
    PRIMARY KEY (kind, subject)
);
CREATE INDEX IF NOT EXISTS timers_due ON timers (due_at);
CREATE TABLE IF NOT EXISTS deliveries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    event TEXT NOT NULL,
    due_at REAL,
    first_due_at REAL NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    outcome TEXT NOT NULL DEFAULT ''
);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX IF NOT EXISTS deliveries_event ON deliveries (event);
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY,
    path TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    created REAL NOT NULL
);
CREATE TABLE IF NOT EXISTS switches (name TEXT PRIMARY KEY, value INTEGER NOT NULL);
"""


class StateFile:
    """Opens transactions on the state; safe for threads, and for several processes at once."""

    def __init__(self, settings: SimulatorSettings) -> None:
        """Create the file and its tables where they are missing."""
        self._settings = settings
        self._idle: LifoQueue[sqlite3.Connection] = LifoQueue()
        settings.state_file.parent.mkdir(parents=True, exist_ok=True)
        connection = self._open()
        try:
            self._prepare(connection)
        finally:
            connection.close()

    @contextmanager
    def reading(self) -> Generator[State]:
        """One consistent view; nothing written in it is kept."""
        with self._connection() as connection:
            connection.execute("BEGIN")
            try:
                yield State(connection, self._settings)
            finally:
                connection.rollback()

    @contextmanager
    def writing(self, cause: Cause | None = None) -> Generator[State]:
        """One writer at a time; returning keeps everything, raising keeps nothing."""
        with self._connection() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield State(connection, self._settings, cause)
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def close(self) -> None:
        """Close the idle connections."""
        while True:
            try:
                self._idle.get_nowait().close()
            except Empty:
                return

    @contextmanager
    def _connection(self) -> Generator[sqlite3.Connection]:
        try:
            connection = self._idle.get_nowait()
        except Empty:
            connection = self._open()
        try:
            yield connection
        finally:
            self._idle.put(connection)

    def _open(self) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._settings.state_file,
            timeout=_WAIT_MS / 1000,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute(f"PRAGMA busy_timeout = {_WAIT_MS}")
        connection.execute("PRAGMA synchronous = OFF")  # a lost simulation costs nobody money
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        for attempt in range(_ATTEMPTS):
            try:
                # Changing the mode does not honour the busy timeout when two processes start.
                connection.execute("PRAGMA journal_mode = WAL")
                break
            except sqlite3.OperationalError:
                if attempt == _ATTEMPTS - 1:
                    raise
                time.sleep(0.02)
        connection.execute("BEGIN IMMEDIATE")
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)
        if self._settings.switches is not None:
            State(connection, self._settings).set_switches(self._settings.switches)
        connection.commit()
