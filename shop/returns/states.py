"""Why something is asked back, who bears it, and the life of a request."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from core.errors import DomainError
from core.text import LazyText, lazy


class Reason(StrEnum):
    DAMAGED = "damaged"
    SPOILED = "spoiled"
    WRONG = "wrong"
    MISSING = "missing"
    NOT_AS_SAID = "not_as_said"
    CHANGED_MIND = "changed_mind"


class Bearer(StrEnum):
    BUSINESS = "business"
    BUYER = "buyer"


class ReturnState(StrEnum):
    ASKED = "asked"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    DISPUTED = "disputed"
    """The buyer does not agree with a refusal: staff decide."""
    WITHDRAWN = "withdrawn"


class Remedy(StrEnum):
    REFUND = "refund"
    REPLACEMENT = "replacement"


REASONS: Final[Mapping[Reason, LazyText]] = {
    Reason.DAMAGED: lazy("It arrived damaged"),
    Reason.SPOILED: lazy("It was spoilt, or too warm"),
    Reason.WRONG: lazy("Something else was in the parcel"),
    Reason.MISSING: lazy("Something was missing"),
    Reason.NOT_AS_SAID: lazy("It is not as described"),
    Reason.CHANGED_MIND: lazy("I changed my mind"),
}
BORNE_BY: Final[Mapping[Reason, Bearer]] = {
    Reason.DAMAGED: Bearer.BUSINESS,
    Reason.SPOILED: Bearer.BUSINESS,
    Reason.WRONG: Bearer.BUSINESS,
    Reason.MISSING: Bearer.BUSINESS,
    Reason.NOT_AS_SAID: Bearer.BUSINESS,
    Reason.CHANGED_MIND: Bearer.BUYER,
}
"""Whose money it costs, goods and way back; between a business and its carrier is their matter."""
BEARERS: Final[Mapping[Bearer, LazyText]] = {
    Bearer.BUSINESS: lazy("The business bears the cost. You pay nothing."),
    Bearer.BUYER: lazy("The way back is paid by you, and delivery is not paid back."),
}
NEEDS_PHOTO: Final = frozenset({Reason.DAMAGED, Reason.SPOILED, Reason.WRONG})
"""What can be seen is shown: it spares both sides a second letter."""
WORDS: Final[Mapping[ReturnState, LazyText]] = {
    ReturnState.ASKED: lazy("Waiting for the business"),
    ReturnState.ACCEPTED: lazy("Accepted"),
    ReturnState.REFUSED: lazy("Refused by the business"),
    ReturnState.DISPUTED: lazy("The market is looking at it"),
    ReturnState.WITHDRAWN: lazy("Taken back"),
}
TRANSITIONS: Final[Mapping[ReturnState, frozenset[ReturnState]]] = {
    ReturnState.ASKED: frozenset(
        {ReturnState.ACCEPTED, ReturnState.REFUSED, ReturnState.WITHDRAWN}
    ),
    ReturnState.REFUSED: frozenset({ReturnState.DISPUTED, ReturnState.ACCEPTED}),
    ReturnState.DISPUTED: frozenset({ReturnState.ACCEPTED, ReturnState.REFUSED}),
    ReturnState.ACCEPTED: frozenset(),
    ReturnState.WITHDRAWN: frozenset(),
}


def check(current: ReturnState, target: ReturnState) -> None:
    """Raises DomainError for a step that a request cannot take."""
    if target not in TRANSITIONS[current]:
        raise DomainError("impossible_move", "This request can no longer be changed like this.")
