"""The visitor's cookie: which sign-in it belongs to, and for which organisation it acts."""

from typing import Final, cast

from flask import g, session

from core.identity import queries
from core.unit_of_work import GUEST, SYSTEM, Actor
from core.web.actor import set_identifier
from core.web.state import market, session_text

TOKEN: Final = "sign_in"  # noqa: S105 - the cookie field's name
ORGANISATION: Final = "organisation"


def remember(token: str) -> None:
    """Keep a new sign-in's token; the rest of the cookie is renewed, so nothing is fixated."""
    cart = session_text("cart")
    session.clear()
    session[TOKEN] = token
    if cart:
        session["cart"] = cart
    session.permanent = True


def forget() -> None:
    session.clear()


def choose_organisation(organisation_id: int) -> None:
    session[ORGANISATION] = organisation_id


def identify() -> Actor:
    """Who acts in this request; asked once."""
    if "actor" in g:
        return cast("Actor", g.actor)
    token = session_text(TOKEN)
    actor: Actor | None = None
    if token:
        chosen = cast("object", session.get(ORGANISATION))
        with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
            actor = queries.find_actor(
                uow.session, token, chosen if isinstance(chosen, int) else None
            )
    g.actor = actor or GUEST
    return g.actor


def init_app() -> None:
    set_identifier(identify)
