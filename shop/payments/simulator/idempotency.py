"""Answers kept by idempotency key, so that a repeated request does nothing a second time."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shop.payments.simulator.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shop.payments.simulator.state import State

KEPT_FOR = 24 * 60 * 60
LONGEST_KEY = 255


@dataclass(frozen=True)
class Answer:
    """What was answered: a status and a JSON body."""

    status: int
    body: str


@dataclass(frozen=True)
class KeyedRequest:
    """A request as its key remembers it."""

    key: str
    path: str
    fingerprint: str

    @classmethod
    def of(cls, key: str, path: str, pairs: Sequence[tuple[str, str]]) -> KeyedRequest:
        """Take the fingerprint of the parameters, whatever their order."""
        if len(key) > LONGEST_KEY:
            message = f"Idempotency keys can have up to {LONGEST_KEY} characters."
            raise ApiError(message, kept=False)
        text = json.dumps(sorted(pairs))
        return cls(key, path, hashlib.sha256(text.encode()).hexdigest())


def kept_answer(state: State, request: KeyedRequest) -> Answer | None:
    """The stored answer; an error when the key was used for something else."""
    row = state.connection.execute(
        "SELECT path, fingerprint, status, body FROM answers WHERE key = ? AND created > ?",
        (request.key, state.instant - KEPT_FOR),
    ).fetchone()
    if row is None:
        return None
    path, fingerprint, status, body = row
    if path != request.path:
        message = (
            "Keys for idempotent requests can only be used for the same endpoint they were first "
            f"used for ('{request.path}' vs '{path}'). Try using a key other than "
            f"'{request.key}' if you meant to execute a different request."
        )
        raise ApiError(message, kind="idempotency_error", kept=False)
    if fingerprint != request.fingerprint:
        message = (
            "Keys for idempotent requests can only be used with the same parameters they were "
            f"first used with. Try using a key other than '{request.key}' if you meant to execute "
            "a different request."
        )
        raise ApiError(message, kind="idempotency_error", kept=False)
    return Answer(status, body)


def keep_answer(state: State, request: KeyedRequest, answer: Answer) -> None:
    """Remember the answer for a day."""
    state.connection.execute(
        "INSERT OR REPLACE INTO answers (key, path, fingerprint, status, body, created)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        (
            request.key,
            request.path,
            request.fingerprint,
            answer.status,
            answer.body,
            state.instant,
        ),
    )
