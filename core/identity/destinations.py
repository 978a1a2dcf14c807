"""Where somebody goes after signing in: only ever to a page of ours."""

from typing import Final
from urllib.parse import urlsplit

from flask import request

from core.text import current_locale
from core.web.navigation import Area
from core.web.pages import navigation, url
from core.web.state import market

_LONGEST: Final = 1000


def own_path(text: str | None) -> str | None:
    """The text when it is a path of this site; None for anything a browser might read otherwise."""
    if not text or len(text) > _LONGEST or not text.startswith("/") or text.startswith("//"):
        return None
    if "\\" in text or any(ord(letter) < 33 for letter in text):
        return None
    parts = urlsplit(text)
    return None if parts.scheme or parts.netloc else text


def wanted() -> str | None:
    """The page of ours that the visitor was on their way to."""
    return own_path(request.args.get("next"))


def start(wish: str | None = None) -> str:
    """The page that was wanted, or the one that finds the person's place."""
    return wish or url("core.identity.start")


def home() -> str:
    """The first page of the person's desk; for a buyer the market's home page."""
    for area in (Area.CITY, Area.OFFICE):
        if lines := navigation(area.value):
            return lines[0].url
    return f"/{current_locale()}/"


def address(endpoint: str) -> str:
    """A page's whole address, as a mail needs it: never made of what the request says of itself."""
    return market().settings.effective_public_url + url(endpoint)
