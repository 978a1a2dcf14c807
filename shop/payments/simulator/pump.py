"""What happens by itself: timers run out and events are delivered."""

from __future__ import annotations

import hashlib
import hmac
import logging
from dataclasses import dataclass, replace
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from shop.payments.simulator import authorising
from shop.payments.simulator.documents import from_json, to_wire
from shop.payments.simulator.payments import expire_session, expire_voucher
from shop.payments.simulator.refunding import finish

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable

    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.settings import SimulatorSettings
    from shop.payments.simulator.state import State
    from shop.payments.simulator.state_file import StateFile

LEASE = 60
GIVES_UP_AFTER = 3 * 24 * 60 * 60
LONGEST_WAIT = 60 * 60
POLL_SECONDS = 0.2

_LOG = logging.getLogger(__name__)


def _session_ends(state: State, session: Document) -> None:
    if session["status"] == "open":
        expire_session(state, session)


# What to do with the subject of each kind of timer.
TIMERS: dict[str, Callable[[State, Document], object]] = {
    "authorisation": authorising.expire,
    "refund": finish,
    "session": _session_ends,
    "voucher": expire_voucher,
}


@dataclass(frozen=True)
class Delivery:
    """One attempt to hand one event over."""

    seq: int
    payload: str
    attempts: int
    first_due_at: float
    lost: bool


class Pump:
    """Runs timers and deliveries; several may run on one state file at once."""

    def __init__(self, settings: SimulatorSettings, state_file: StateFile) -> None:
        """Bind to a state file."""
        self._settings = settings
        self._state_file = state_file

    def deliver_due(self) -> int:
        """Run every timer and attempt every delivery that is due; how many were accepted."""
        if not self._anything_due():
            return 0
        self._run_timers()
        return sum(self._attempt(delivery) for delivery in self._claim())

    def run(self, stop: threading.Event) -> None:
        """Deliver until told to stop."""
        while not stop.wait(POLL_SECONDS):
            try:
                self.deliver_due()
            except Exception:  # noqa: BLE001 - a pump that stops would look like a lost webhook
                _LOG.exception("The simulator's pump stumbled and goes on")

    def _anything_due(self) -> bool:
        with self._state_file.reading() as state:
            row = state.connection.execute(
                "SELECT EXISTS (SELECT 1 FROM timers WHERE due_at <= ?1)"
                " OR EXISTS (SELECT 1 FROM deliveries WHERE due_at <= ?1)",
                (state.instant,),
            ).fetchone()
        return bool(row[0])

    def _run_timers(self) -> None:
        with self._state_file.writing() as state:
            due = state.connection.execute(
                "DELETE FROM timers WHERE due_at <= ? RETURNING due_at, kind, subject",
                (state.instant,),
            ).fetchall()
            for _, kind, subject in sorted(due):
                document = state.find(subject)
                if document is not None:
                    TIMERS[kind](state, document)

    def _claim(self) -> list[Delivery]:
        """Take what is due under a lease, so that a second pump or a crash repeats nothing soon."""
        with self._state_file.writing() as state:
            switches = state.switches()
            rows = state.connection.execute(
                "SELECT d.seq, o.body, d.attempts, d.first_due_at FROM deliveries d"
                " JOIN objects o ON o.id = d.event WHERE d.due_at <= ? ORDER BY d.due_at, d.seq",
                (state.instant,),
            ).fetchall()
            if switches.reorder:
                rows.reverse()
            lost = min(switches.drop, len(rows))
            if lost:
                state.set_switches(replace(switches, drop=switches.drop - lost))
            state.connection.executemany(
                "UPDATE deliveries SET due_at = ?, attempts = attempts + 1 WHERE seq = ?",
                [(state.instant + LEASE, row[0]) for row in rows],
            )
        return [
            Delivery(seq, to_wire(from_json(body)), attempts + 1, first_due_at, index < lost)
            for index, (seq, body, attempts, first_due_at) in enumerate(rows)
        ]

    def _attempt(self, delivery: Delivery) -> bool:
        outcome = "lost on purpose" if delivery.lost else self._post(delivery.payload)
        accepted = outcome.startswith("2")
        now = self._settings.clock()
        wait = min(2 ** (delivery.attempts - 1), LONGEST_WAIT)
        given_up = now + wait > delivery.first_due_at + GIVES_UP_AFTER
        due_at = None if accepted or given_up else now + wait
        with self._state_file.writing() as state:
            state.connection.execute(
                "UPDATE deliveries SET due_at = ?, outcome = ? WHERE seq = ?",
                (due_at, outcome, delivery.seq),
            )
        return accepted

    def _post(self, payload: str) -> str:
        """Send one event; the status it was answered with, or what went wrong."""
        parts = urlsplit(self._settings.webhook_url or "")
        connection_class = HTTPSConnection if parts.scheme == "https" else HTTPConnection
        connection = connection_class(
            parts.hostname or "", parts.port, timeout=self._settings.webhook_timeout
        )
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Stripe-Signature": signature(
                payload, self._settings.webhook_secret, int(self._settings.clock())
            ),
            "User-Agent": "Stripe/1.0 (simulator)",
        }
        try:
            connection.request("POST", target, payload.encode(), headers)
            return str(connection.getresponse().status)
        except (OSError, HTTPException) as error:
            return f"{type(error).__name__}: {error}"
        finally:
            connection.close()


def signature(payload: str, secret: str, timestamp: int) -> str:
    """The value of the Stripe-Signature header for a body."""
    signed = f"{timestamp}.{payload}".encode()
    digest = hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()
    return f"t={timestamp},v1={digest}"
