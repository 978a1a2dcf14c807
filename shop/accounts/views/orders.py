"""One's orders: the first page of the account, with filters, and ordering again."""

from dataclasses import dataclass

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import render, url
from i18n.formatting import listing
from shop.accounts import purchases, service
from shop.accounts.purchases import Shelf
from shop.cart import cookie
from shop.orders import queries

feature = Feature(__name__)


@dataclass(frozen=True)
class Tab:
    """A filter as a tab."""

    label: str
    url: str
    is_current: bool


def shelf_words() -> dict[Shelf, str]:
    """What purchases wait for, in the reader's words."""
    return {
        Shelf.ALL: gettext("All orders"),
        Shelf.TO_PAY: gettext("To pay"),
        Shelf.ON_ITS_WAY: gettext("On their way"),
        Shelf.DELIVERED: gettext("Delivered"),
        Shelf.CANCELLED: gettext("Cancelled"),
    }


@feature.page("", permission=Permission.SIGNED_IN)
def show(uow: UnitOfWork) -> ResponseReturnValue:
    word, words = request.args.get("state", ""), request.args.get("q", "")[:80]
    shelf = Shelf(word) if word in set(Shelf) else Shelf.ALL
    year = request.args.get("year", type=int)
    year = year if year and 2000 <= year < 2200 else None
    after = request.args.get("after", type=int)
    found = purchases.find(uow, shelf=shelf, year=year, words=words, after=after)
    kept = {"year": year, "q": words or None}
    following = None
    if found.after:
        following = url("shop.accounts.show", state=shelf.value, after=found.after, **kept)
    return render(
        "shop/accounts/show.html",
        user=service.get_user(uow),
        purchases=[queries.view_of(each, current_locale()) for each in found.purchases],
        tabs=_tabs(shelf, year, words),
        years=found.years,
        chosen={"state": shelf.value, "year": year, "q": words},
        following=following,
    )


def _tabs(shelf: Shelf, year: int | None, words: str) -> list[Tab]:
    return [
        Tab(
            said,
            url("shop.accounts.show", state=each.value, year=year, q=words or None),
            each is shelf,
        )
        for each, said in shelf_words().items()
    ]


@feature.page("/orders/<int:purchase_id>/again", permission=Permission.SIGNED_IN, post_only=True)
def reorder(uow: UnitOfWork, purchase_id: int) -> ResponseReturnValue:
    purchase = purchases.get_own(uow, purchase_id)
    done = purchases.reorder(uow, purchase, locale=current_locale(), token=cookie.token())
    cookie.remember(done.token)
    if done.missing:
        names = listing(list(done.missing))
        flash(gettext("No longer sold, and so not in the cart: %(names)s", names=names), "warning")
    if done.added:
        flash(gettext("The rest of your order is in the cart, at today's prices.")
              if done.missing else
              gettext("Your order is in the cart again, at today's prices."), "success")  # fmt: skip
        return redirect(url("shop.cart.show"), 303)
    return redirect(url("shop.accounts.show"), 303)
