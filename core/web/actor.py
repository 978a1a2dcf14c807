"""Who acts in this request."""

from collections.abc import Callable

from core.unit_of_work import GUEST, Actor

_identify: list[Callable[[], Actor]] = []


def set_identifier(identify: Callable[[], Actor]) -> None:
    """Say how a request's actor is found; identity does, while the application is composed."""
    _identify[:] = [identify]


def identify() -> Actor:
    return _identify[0]() if _identify else GUEST
