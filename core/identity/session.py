"""The visitor's cookie: which sign-in it belongs to, and for which organisation it acts."""

from typing import Final, cast

from flask import Response, after_this_request, g, request, session

from core.identity import queries, service
from core.unit_of_work import GUEST, SYSTEM, Actor
from core.web.actor import set_identifier
from core.web.state import market, session_text

TOKEN: Final = "sign_in"  # noqa: S105 - the cookie field's name
ORGANISATION: Final = "organisation"
_BROWSERS: Final = {
    "Edg/": "Edge",
    "OPR/": "Opera",
    "SamsungBrowser/": "Samsung Internet",
    "Line/": "LINE",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
_SYSTEMS: Final = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "CrOS": "ChromeOS",
    "Linux": "Linux",
}


def remember(token: str) -> None:
    """Keep a new sign-in's token; the rest of the cookie is renewed, so nothing is fixated."""
    cart = session_text("cart")
    session.clear()
    session[TOKEN] = token
    if cart:
        session["cart"] = cart
    session.permanent = True


def replace(token: str) -> None:
    """Keep the renewed token of the same sign-in; the chosen organisation stays."""
    session[TOKEN] = token


def forget() -> None:
    session.clear()


def current_token() -> str:
    """The token in the cookie; empty without one."""
    return session_text(TOKEN) or ""


def choose_organisation(organisation_id: int) -> None:
    session[ORGANISATION] = organisation_id


def has_chosen() -> bool:
    """Whether the person has said for whom they act."""
    return ORGANISATION in session


def device() -> str:
    """What a person recognises a sign-in by, such as "Chrome · Android"; no more is kept."""
    agent = request.headers.get("User-Agent", "")
    browser = next((name for mark, name in _BROWSERS.items() if mark in agent), "")
    system = next((name for mark, name in _SYSTEMS.items() if mark in agent), "")
    return " · ".join(part for part in (browser, system) if part)


def identify() -> Actor:
    """Who acts in this request; asked once."""
    if "actor" in g:
        return cast("Actor", g.actor)
    token = current_token()
    actor: Actor | None = None
    if token:
        chosen = cast("object", session.get(ORGANISATION))
        organisation_id = chosen if isinstance(chosen, int) else None
        with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
            found = queries.find_actor(uow.session, token, organisation_id, uow.now)
            if found is not None:
                actor = found.actor
                if uow.now - found.seen_at >= service.TOUCH:
                    _touch_later(found.sign_in_id)
    g.actor = actor or GUEST
    return g.actor


def _touch_later(sign_in_id: int) -> None:
    """Note that the sign-in is used, in a unit of work of its own after the page is made."""

    def touch(response: Response) -> Response:
        with market().database.unit_of_work(SYSTEM) as uow:
            service.touch(uow, sign_in_id)
        return response

    after_this_request(touch)


def init_app() -> None:
    set_identifier(identify)
