"""What services did in the request being answered, for the web layer to count after it.

Hearers of the shop's events know no request; the web layer knows no events. They meet here.
"""

from contextvars import ContextVar

from analytics.visits.models import EventKind
from analytics.visits.service import Hit

_noted: ContextVar[list[Hit] | None] = ContextVar("noted_hits", default=None)


def begin() -> None:
    """Start listening; outside a request (in a job) nothing listens and nothing is noted."""
    _noted.set([])


def note(kind: EventKind, product_id: int = 0) -> None:
    hits = _noted.get()
    if hits is not None:
        hits.append(Hit(kind, product_id))


def take() -> list[Hit]:
    """What was noted since `begin`, once."""
    hits = _noted.get() or []
    _noted.set(None)
    return hits
