"""A passkey's way through a form: the question stands in the page, the answer comes back with it."""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flask import request

from core.errors import DomainError
from core.identity import queries, tokens
from core.identity.models import Passkey
from core.identity.passkeys import Question, Site, check_known, credential_id_of
from core.identity.tokens import Purpose
from core.unit_of_work import UnitOfWork
from core.web import security
from core.web.state import market

WITHIN: Final = timedelta(minutes=10)


@dataclass(frozen=True)
class Asked:
    """A question as a template shows it."""

    options: str
    state: str


def site() -> Site:
    """Whose passkeys are asked for; in production never what the request says of itself."""
    settings = market().settings
    own = settings.effective_public_url if settings.is_production else request.host_url
    origin = own.rstrip("/")
    return Site(host=origin.split("://", 1)[1].split(":")[0], origin=origin)


def ask(uow: UnitOfWork, question: Question) -> Asked:
    """Put a question into a form; only this visitor can answer it, and only for a while."""
    values = {"challenge": question.challenge, "visitor": _visitor()}
    state = tokens.sign(Purpose.PASSKEY, values, until=uow.now + WITHIN)
    return Asked(options=json.dumps(question.options), state=state)


def challenge_of(uow: UnitOfWork, state: str) -> str:
    """The challenge this visitor was given. Raises DomainError when it is too old."""
    values = tokens.read(Purpose.PASSKEY, state, now=uow.now)
    if values is None or values["visitor"] != _visitor():
        raise DomainError("question_old", "This page was open for too long. Please try again.")
    return str(values["challenge"])


def check(uow: UnitOfWork, answer: str, state: str) -> tuple[Passkey, int]:
    """The passkey that was shown and its new counter. Raises DomainError when it is not right."""
    challenge = challenge_of(uow, state)
    passkey = queries.find_passkey(uow.session, credential_id_of(answer))
    if passkey is None:
        raise DomainError(
            "passkey_unknown", "We do not know this passkey. Please sign in another way."
        )
    return passkey, check_known(answer, challenge, passkey, site())


def _visitor() -> str:
    return hashlib.sha256(security.token().encode()).hexdigest()[:16]
