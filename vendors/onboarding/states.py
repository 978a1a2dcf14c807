"""The life of an application."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from core.errors import DomainError


class ApplicationState(StrEnum):
    PENDING = "pending"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


TRANSITIONS: Final[Mapping[ApplicationState, frozenset[ApplicationState]]] = {
    ApplicationState.PENDING: frozenset(
        {ApplicationState.APPROVED, ApplicationState.REFUSED, ApplicationState.WITHDRAWN}
    ),
    ApplicationState.APPROVED: frozenset(),
    ApplicationState.REFUSED: frozenset(),
    ApplicationState.WITHDRAWN: frozenset(),
}


def check(current: ApplicationState, target: ApplicationState) -> bool:
    """True when the move is due, False when it was made already; an impossible one raises."""
    if current is target:
        return False
    if target not in TRANSITIONS[current]:
        raise DomainError("already_decided", "This application has been decided already.")
    return True
