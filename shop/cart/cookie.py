"""Which cart is this browser's, and where its goods shall go."""

from typing import Final

from flask import session

from core.web.state import session_text
from shop.delivery.restrictions import destinations
from shop.export import destination

NAME: Final = "cart"


def token() -> str | None:
    """The token of this browser's cart, if it has one."""
    return session_text(NAME)


def remember(value: str) -> None:
    """Keep the cart for this browser."""
    if session_text(NAME) != value:
        session[NAME] = value
        session.permanent = True


def wished() -> str:
    """The country chosen in this browser, when anything is sent there; empty otherwise."""
    chosen = destination.current()
    return chosen.code if chosen.is_chosen and chosen.code in destinations() else ""
