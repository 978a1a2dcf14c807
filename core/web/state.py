"""What belongs to one request: language, actor, the unit of work, what the page shows."""

from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import monotonic
from typing import cast

from flask import current_app, g, session

from core import sample
from core.settings import Settings
from core.unit_of_work import GUEST, SYSTEM, Actor, Database, UnitOfWork

EXTENSION = "market"


@dataclass
class Market:
    """The composed application's own parts."""

    settings: Settings
    database: Database
    sample_known_at: float = float("-inf")
    is_sample: bool = False

    def is_sample_market(self) -> bool:
        """Whether the market shows sample data; asked again once a minute while it does not."""
        if not self.is_sample and monotonic() - self.sample_known_at > 60:
            with self.database.unit_of_work(SYSTEM, read_only=True) as uow:
                self.is_sample = sample.is_sample_market(uow)
            self.sample_known_at = monotonic()
        return self.is_sample


@dataclass
class RequestState:
    """One request. `shows` names what the page depends on, so that a kept copy stays exact."""

    locale: str = "en"
    actor: Actor = GUEST
    is_kept: bool = False
    uow: UnitOfWork | None = None
    shows: set[str] = field(default_factory=set[str])
    is_varied: bool = False
    """Whether a choice of the reader was looked at, so that a kept copy is for that choice only."""


def market() -> Market:
    return cast("Market", current_app.extensions[EXTENSION])


def request_state() -> RequestState:
    if "state" not in g:
        g.state = RequestState()
    return cast("RequestState", g.state)


def current_uow() -> UnitOfWork:
    """The request's unit of work. Raises RuntimeError where a page has none."""
    uow = request_state().uow
    if uow is None:
        raise RuntimeError("this page opens its units of work itself")
    return uow


def shows(*names: str) -> None:
    """Say what a kept page shows: it is thrown away when one of these versions moves."""
    request_state().shows.update(names)


def session_text(key: str) -> str | None:
    """A text kept in the visitor's signed cookie."""
    value = cast("object", session.get(key))
    return value if isinstance(value, str) else None


@contextmanager
def own_unit_of_work(*, read_only: bool = False) -> Generator[UnitOfWork, None, None]:
    """A unit of work of a page that opens several, one after the other, around the network."""
    state = request_state()
    with market().database.unit_of_work(state.actor, read_only=read_only) as uow:
        state.uow = uow
        try:
            yield uow
        finally:
            state.uow = None
