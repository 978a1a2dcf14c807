"""States and fixed lists of notices."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from core.errors import DomainError
from core.text import LazyText, lazy


class NoticeState(StrEnum):
    RECEIVED = "received"
    IN_HAND = "in_hand"
    CLOSED = "closed"


class NoticeReason(StrEnum):
    UNSAFE = "unsafe"
    LABEL = "label"
    PROHIBITED = "prohibited"
    FAKE = "fake"
    MISLEADING = "misleading"
    SELLER = "seller"
    FRAUD = "fraud"
    OTHER = "other"


class Outcome(StrEnum):
    REMOVED = "removed"
    CORRECTED = "corrected"
    PASSED_ON = "passed_on"
    NO_BREACH = "no_breach"
    NOT_ENOUGH = "not_enough"
    DUPLICATE = "duplicate"


TRANSITIONS: Final[Mapping[NoticeState, frozenset[NoticeState]]] = {
    NoticeState.RECEIVED: frozenset({NoticeState.IN_HAND, NoticeState.CLOSED}),
    NoticeState.IN_HAND: frozenset({NoticeState.CLOSED}),
    NoticeState.CLOSED: frozenset(),
}
SECRET: Final = frozenset({NoticeReason.FRAUD, NoticeReason.PROHIBITED})
"""Reasons for which a business is not told while staff look: it could hide what it did."""
STATES: Final[Mapping[NoticeState, LazyText]] = {
    NoticeState.RECEIVED: lazy("Received"),
    NoticeState.IN_HAND: lazy("In hand"),
    NoticeState.CLOSED: lazy("Closed"),
}
REASONS: Final[Mapping[NoticeReason, LazyText]] = {
    NoticeReason.UNSAFE: lazy("It may be dangerous to health"),
    NoticeReason.LABEL: lazy("Allergens, origin, dates or another part of the label are wrong"),
    NoticeReason.PROHIBITED: lazy("It may not be sold, or needs a permit"),
    NoticeReason.FAKE: lazy("It is a fake, or uses somebody's name, mark or picture"),
    NoticeReason.MISLEADING: lazy("The price, the words or the pictures mislead"),
    NoticeReason.SELLER: lazy("What the seller says of itself is wrong, or it cannot be reached"),
    NoticeReason.FRAUD: lazy("I suspect a fraud or another crime"),
    NoticeReason.OTHER: lazy("Something else"),
}
OUTCOMES: Final[Mapping[Outcome, LazyText]] = {
    Outcome.REMOVED: lazy("The listing was taken off sale"),
    Outcome.CORRECTED: lazy("The listing was put right"),
    Outcome.PASSED_ON: lazy("The matter was passed on to an authority"),
    Outcome.NO_BREACH: lazy("Nothing was found that breaks a rule"),
    Outcome.NOT_ENOUGH: lazy("There was not enough to go on"),
    Outcome.DUPLICATE: lazy("It had been reported before"),
}


def check(current: NoticeState, target: NoticeState) -> bool:
    """True when the move is due, False when it was made already; an impossible one raises."""
    if current is target:
        return False
    if target not in TRANSITIONS[current]:
        raise DomainError("impossible_move", "This notice is closed.")
    return True
