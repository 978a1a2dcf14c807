"""One's favourites, and the heart that stands on pages that are the same for everybody."""

from flask import Response, abort, flash, jsonify, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.destinations import own_path
from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.limits import Limit
from core.web.pages import render, url
from core.web.state import request_state
from shop.accounts import favourites
from shop.accounts.models import FavouriteKind
from shop.catalogue.ports import card_notes

feature = Feature(__name__)


@feature.page("/favourites", permission=Permission.SIGNED_IN)
def list_favourites(uow: UnitOfWork) -> ResponseReturnValue:
    found = favourites.list_favourites(uow, current_locale())
    return render(
        "shop/accounts/favourites.html",
        found=found,
        ships=card_notes(uow, [card.id for card in found.products]),
    )


@feature.page("/favourites/tidy", permission=Permission.SIGNED_IN, post_only=True)
def forget_gone(uow: UnitOfWork) -> ResponseReturnValue:
    favourites.forget_gone(uow, current_locale())
    return redirect(url("shop.accounts.list_favourites"), 303)


@feature.page(
    "/favourites/<kind>/<int:subject_id>",
    permission=Permission.PUBLIC,
    post=True,
    takes_token=False,
    limit=Limit(times=120, seconds=600),
)
def favourite(uow: UnitOfWork, kind: str, subject_id: int) -> ResponseReturnValue:
    """Keep something or keep it no longer; whoever is not signed in signs in first."""
    what = _kind(kind)
    if not request_state().actor.is_signed_in:
        back = url("shop.accounts.favourite", kind=kind, subject_id=subject_id, next=_back())
        return redirect(url("core.identity.sign_in", next=back), 303)
    if request.method == "GET":
        return render(
            "shop/accounts/favourite.html", kind=kind, subject_id=subject_id, back=_back()
        )
    if request.form.get("is_kept") == "no":
        favourites.forget(uow, what, subject_id)
        flash(gettext("It is no longer among your favourites."), "success")
    else:
        favourites.keep(uow, what, subject_id)
        flash(gettext("It is among your favourites now."), "success")
    return redirect(_back() or url("shop.accounts.list_favourites"), 303)


@feature.page("/favourites/<kind>/<int:subject_id>/state", permission=Permission.PUBLIC)
def favourite_state(uow: UnitOfWork, kind: str, subject_id: int) -> ResponseReturnValue:
    """Whether the visitor keeps it: asked by a script, so that the page itself names nobody."""
    answer: Response = jsonify(is_kept=favourites.is_favourite(uow, _kind(kind), subject_id))
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _kind(text: str) -> FavouriteKind:
    if text not in set(FavouriteKind):
        abort(404)
    return FavouriteKind(text)


def _back() -> str:
    """The page that the heart stands on."""
    return own_path(request.values.get("next")) or ""
