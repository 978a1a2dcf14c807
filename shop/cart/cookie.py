"""Which cart is this browser's, where its goods shall go, and what it was shown last."""

from collections.abc import Mapping
from typing import Any, Final, cast

from flask import session

from core.web.state import session_text
from shop.export import destination

NAME: Final = "cart"
SEEN: Final = "cart_seen"


def token() -> str | None:
    """The token of this browser's cart, if it has one."""
    return session_text(NAME)


def remember(value: str) -> None:
    """Keep the cart for this browser."""
    if session_text(NAME) != value:
        session[NAME] = value
        session.permanent = True


def wished() -> str:
    """The country chosen in this browser; empty when none was."""
    chosen = destination.current()
    return chosen.code if chosen.is_chosen else ""


def seen() -> dict[str, Any]:
    """The figures that this browser's cart showed last."""
    found = cast("object", session.get(SEEN))
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def remember_seen(values: Mapping[str, Any]) -> None:
    """Keep the figures that are shown now; the cookie is only written when they are others."""
    if seen() != values:
        session[SEEN] = dict(values)
