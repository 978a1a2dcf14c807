"""A buyer's pages about a purchase, opened by a link that nobody can guess."""

from typing import Any

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from core.errors import NotFoundError
from core.identity.destinations import address
from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web import limits
from core.web.feature import Feature
from core.web.limits import Limit
from core.web.pages import render, url
from core.web.state import request_state
from shop.orders import figures, lookup, progress, queries, sellers, service
from shop.orders.forms import ActForm, FindForm
from shop.orders.models import Purchase
from shop.orders.ports import MoneyNote, money_note
from shop.orders.queries import PurchaseView

feature = Feature(__name__)
BY_MAILBOX = Limit(5, 3600)
"""Mails that strangers may cause to one address."""


@feature.page("", permission=Permission.PUBLIC, post=True, limit=Limit(times=10, seconds=3600))
def find(uow: UnitOfWork) -> ResponseReturnValue:
    """The same answer whether or not there is such a purchase; the link comes by mail."""
    form = FindForm.of_request()
    if form.is_sent_and_valid():
        number, email = form.number.data or "", form.email.data or ""
        limits.spend(BY_MAILBOX, "shop.orders.find", email.strip().lower())
        page = address("shop.orders.find") + "/open"
        lookup.ask(uow, number=number, email=email, page=page)
        return redirect(url("shop.orders.find", sent=1), 303)
    return render(
        "shop/orders/find.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        is_sent="sent" in request.args,
    )


@feature.page("/open/<token>", permission=Permission.PUBLIC)
def open_link(uow: UnitOfWork, token: str) -> ResponseReturnValue:
    """A mailed link, for as long as it works."""
    purchase = lookup.opened_by(uow, token)
    if purchase is None:
        return render("shop/orders/link_dead.html", status=410)
    return redirect(url("shop.orders.show", token=purchase.token), 303)


def _is_own(purchase: Purchase) -> bool:
    """Whether the visitor is signed in as the one who bought it."""
    actor = request_state().actor
    return purchase.user_id is not None and purchase.user_id == actor.user_id


def _page(
    uow: UnitOfWork,
    purchase: Purchase,
    *,
    status: int = 200,
    is_arrival: bool = False,
    form: ActForm | None = None,
) -> Response:
    view, note = queries.view_of(purchase, current_locale()), money_note(uow, purchase.id)
    return render(
        "shop/orders/show.html",
        status=status,
        purchase=view,
        note=note,
        figures=_figures(view, note),
        is_arrival=is_arrival,
        form=form,
        headline=progress.headline(view),
        steps={order.id: progress.steps(view, order) for order in view.orders},
        coming={order.id: progress.coming(order) for order in view.orders},
        is_own=_is_own(purchase),
    )


def _figures(view: PurchaseView, note: MoneyNote) -> dict[str, Any]:
    """What the whole purchase and each business's part come to."""
    return {
        "orders": {order.id: figures.of_order(order) for order in view.orders},
        "is_maximum": figures.is_maximum(view),
        "purchase": figures.of_purchase(view, refunded=note.refunded),
    }


@feature.page("/<token>", permission=Permission.PUBLIC)
def show(uow: UnitOfWork, token: str) -> ResponseReturnValue:
    purchase = queries.get_by_token(uow.session, token)
    return _page(uow, purchase, is_arrival="arrived" in request.args)


@feature.page("/<token>/cancel", permission=Permission.PUBLIC, post_only=True)
def cancel(uow: UnitOfWork, token: str) -> ResponseReturnValue:
    purchase = queries.get_by_token(uow.session, token)
    form = ActForm.of_request()
    if form.attempt(
        lambda: service.cancel_purchase(uow, purchase.id, reason="cancelled by the buyer")
    ):
        flash(gettext("Your order is cancelled."), "success")
        return redirect(url("shop.orders.show", token=token), 303)
    return _page(uow, purchase, status=422, form=form)


@feature.page("/<token>/cancel/<int:order_id>", permission=Permission.PUBLIC, post_only=True)
def cancel_one(uow: UnitOfWork, token: str, order_id: int) -> ResponseReturnValue:
    """Give one business's order up; the others stay."""
    purchase = queries.get_by_token(uow.session, token)
    form = ActForm.of_request()
    if form.attempt(lambda: service.cancel_own_order(uow, order_id, purchase_id=purchase.id)):
        flash(gettext("This order is cancelled. What you paid for it goes back to you."), "success")
        return redirect(url("shop.orders.show", token=token), 303)
    return _page(uow, purchase, status=422, form=form)


@feature.page("/<token>/receipt", permission=Permission.PUBLIC)
def receipt(uow: UnitOfWork, token: str) -> ResponseReturnValue:
    """What was paid, to print or to keep; only for what was paid."""
    purchase = queries.get_by_token(uow.session, token)
    if purchase.paid_at is None:
        raise NotFoundError
    view, note = queries.view_of(purchase, current_locale()), money_note(uow, purchase.id)
    return render(
        "shop/orders/receipt.html",
        purchase=view,
        note=note,
        figures={order.id: figures.of_order(order) for order in view.orders},
        sum=figures.of_purchase(view, refunded=note.refunded),
        sellers=sellers.of(uow, view),
    )


@feature.page("/<token>/arrived/<int:parcel_id>", permission=Permission.PUBLIC, post_only=True)
def arrived(uow: UnitOfWork, token: str, parcel_id: int) -> ResponseReturnValue:
    purchase = queries.get_by_token(uow.session, token)
    service.deliver(uow, parcel_id, purchase_id=purchase.id)
    flash(gettext("Thank you for telling us. Enjoy it!"), "success")
    return redirect(url("shop.orders.show", token=token), 303)
