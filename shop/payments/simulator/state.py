"""One transaction on the simulated account: objects, events, timers and switches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from shop.payments.simulator.documents import from_json, new_id, presented, to_json
from shop.payments.simulator.errors import missing_object
from shop.payments.simulator.settings import API_VERSION
from shop.payments.simulator.switches import Switches

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Mapping

    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.settings import SimulatorSettings

# Paths that lists are filtered by are written into the statement, so that an index can serve them.
_FILTERS = {
    name: f"json_extract(body, '$.{name}')"
    for name in ("payment_intent", "charge", "status", "type", "source", "transfer_group")
} | {"created": "created"}
_COMPARISONS = {"": "=", "gt": ">", "gte": ">=", "lt": "<", "lte": "<="}


@dataclass(frozen=True)
class Cause:
    """The API request that a change comes from; changes by buyers and by time have none."""

    request_id: str
    idempotency_key: str | None


@dataclass(frozen=True)
class Condition:
    """`name` compared with one value, or equal to any of several."""

    name: str
    values: tuple[object, ...]
    comparison: str = ""


class State:
    """What handlers read and change; handed out by `StateFile` for one transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        settings: SimulatorSettings,
        cause: Cause | None = None,
    ) -> None:
        """Bind to an open transaction."""
        self.connection = connection
        self.settings = settings
        self.cause = cause
        self.instant = settings.clock()

    @property
    def now(self) -> int:
        """The moment of this transaction in whole seconds, as Stripe stamps it."""
        return int(self.instant)

    def find(self, identifier: str) -> Document | None:
        """The object with this id, if there is one."""
        row = self.connection.execute(
            "SELECT body FROM objects WHERE id = ?", (identifier,)
        ).fetchone()
        return None if row is None else from_json(row[0])

    def get(self, kind: str, identifier: str, param: str = "id") -> Document:
        """The object of this kind, or Stripe's 404."""
        document = self.find(identifier)
        if document is None or document["object"] != kind:
            raise missing_object(kind, identifier, param)
        return document

    def put(self, document: Document) -> None:
        """Keep the object, new or changed."""
        self.connection.execute(
            "INSERT INTO objects (id, kind, created, body) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET body = excluded.body",
            (document["id"], document["object"], document["created"], to_json(document)),
        )

    def select(
        self,
        kind: str,
        conditions: tuple[Condition, ...] = (),
        *,
        limit: int = 1000,
        before: str | None = None,
        after: str | None = None,
    ) -> list[Document]:
        """Objects of a kind, newest first; `before` and `after` are ids in that order."""
        where, values = ["kind = ?"], [kind]
        bound: list[object] = [*values]
        for condition in conditions:
            marks = ", ".join("?" for _ in condition.values)
            operator = _COMPARISONS[condition.comparison]
            column = _FILTERS[condition.name]
            where.append(
                f"{column} {operator} ?" if len(condition.values) == 1 else f"{column} IN ({marks})"
            )
            bound += condition.values
        for sign, cursor in (("<", after), (">", before)):
            if cursor is not None:
                where.append(f"seq {sign} (SELECT seq FROM objects WHERE id = ?)")  # noqa: S608 - a sign
                bound.append(cursor)
        direction = "ASC" if before is not None else "DESC"
        rows = self.connection.execute(
            f"SELECT body FROM objects WHERE {' AND '.join(where)}"  # noqa: S608 - fixed words only
            f" ORDER BY seq {direction} LIMIT ?",
            (*bound, limit),
        ).fetchall()
        found = [from_json(row[0]) for row in rows]
        return found[::-1] if before is not None else found

    def record(
        self, name: str, document: Document, previous: Mapping[str, object] | None = None
    ) -> Document:
        """Publish an event with a snapshot of the object as it is now."""
        data: Document = {"object": presented(document)}
        if previous is not None:
            data["previous_attributes"] = dict(previous)
        delivered = self.settings.webhook_url is not None
        event: Document = {
            "id": new_id("evt"),
            "object": "event",
            "api_version": API_VERSION,
            "created": self.now,
            "data": data,
            "livemode": False,
            "pending_webhooks": 1 if delivered else 0,
            "request": {
                "id": self.cause.request_id if self.cause else None,
                "idempotency_key": self.cause.idempotency_key if self.cause else None,
            },
            "type": name,
        }
        self.put(event)
        if delivered:
            self._queue(event)
        return event

    def _queue(self, event: Document) -> None:
        switches = self.switches()
        due = self.instant + switches.delay
        for _ in range(1 + switches.repeat):
            self.connection.execute(
                "INSERT INTO deliveries (event, due_at, first_due_at) VALUES (?, ?, ?)",
                (event["id"], due, due),
            )

    def schedule(self, kind: str, subject: str, due_at: float) -> None:
        """Have the pump look at this object at that moment."""
        self.connection.execute(
            "INSERT OR REPLACE INTO timers (kind, subject, due_at) VALUES (?, ?, ?)",
            (kind, subject, due_at),
        )

    def unschedule(self, kind: str, subject: str) -> None:
        """Forget a timer, whether it is there or not."""
        self.connection.execute(
            "DELETE FROM timers WHERE kind = ? AND subject = ?", (kind, subject)
        )

    def switches(self) -> Switches:
        """How deliveries misbehave at present."""
        rows = self.connection.execute("SELECT name, value FROM switches").fetchall()
        return Switches().changed(dict(rows))

    def set_switches(self, switches: Switches) -> None:
        """Change how deliveries misbehave from now on."""
        self.connection.executemany(
            "INSERT OR REPLACE INTO switches (name, value) VALUES (?, ?)",
            list(switches.as_row().items()),
        )
