"""What a visitor allows: a cookie that holds the choices and nothing about who made them."""

from collections.abc import Iterable
from typing import Final

from flask import request
from werkzeug import Response

from core.settings import Settings
from core.text import lazy
from core.web.outside import Cookie, Purpose, always, cookies, purposes_on
from core.web.state import market

COOKIE: Final = "choices"
VERSION: Final = "1"
HALF_A_YEAR: Final = 180 * 24 * 3600
"""After this the visitor is asked again (seconds)."""


def has_chosen() -> bool:
    """Whether this visitor has answered the present question."""
    return request.cookies.get(COOKIE, "").split(".")[0] == VERSION


def allowed() -> set[Purpose]:
    """What this visitor said yes to; nothing before an answer, nor after Global Privacy Control."""
    if not has_chosen() or request.headers.get("Sec-GPC") == "1":
        return set()
    said = request.cookies.get(COOKIE, "").split(".")[1:]
    return {purpose for purpose in Purpose if purpose.value in said}


def remember(response: Response, purposes: Iterable[Purpose]) -> Response:
    """Keep the answer in the browser for half a year. Scripts read it, so it is no HttpOnly one."""
    value = ".".join([VERSION, *sorted(purpose.value for purpose in purposes)])
    secure = market().settings.effective_public_url.startswith("https://")
    response.set_cookie(COOKIE, value, max_age=HALF_A_YEAR, samesite="Lax", secure=secure)
    return response


def questions() -> list[str]:
    """What the question on the pages offers, for templates; empty where there is none to ask."""
    return [purpose.value for purpose in purposes_on(market().settings)]


def _asks(settings: Settings) -> bool:
    return bool(purposes_on(settings))


def init_app() -> None:
    """Name the cookies of the kernel."""
    cookies.add(
        Cookie(
            "market",
            lazy("Your cart and whether you are signed in. Set when you first need it."),
            lazy("Until you close the browser; after signing in, 31 days from your last visit"),
            always,
        )
    )
    cookies.add(Cookie(COOKIE, lazy("What you chose on this page"), lazy("Half a year"), _asks))
