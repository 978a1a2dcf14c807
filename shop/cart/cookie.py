"""Which cart is this browser's."""

from typing import Final

from flask import session

from core.web.state import session_text

NAME: Final = "cart"


def token() -> str | None:
    """The token of this browser's cart, if it has one."""
    return session_text(NAME)


def remember(value: str) -> None:
    """Keep the cart for this browser."""
    if session_text(NAME) != value:
        session[NAME] = value
        session.permanent = True
