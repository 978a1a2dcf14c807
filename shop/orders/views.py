"""A buyer's pages about a purchase, opened by a link that nobody can guess."""

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.limits import Limit
from core.web.pages import render, url
from shop.orders import figures, mails, queries, service
from shop.orders.forms import ActForm, FindForm
from shop.orders.mails import Message
from shop.orders.models import Purchase
from shop.orders.ports import money_note

feature = Feature(__name__)


@feature.page("", permission=Permission.PUBLIC, post=True, limit=Limit(times=10, seconds=3600))
def find(uow: UnitOfWork) -> ResponseReturnValue:
    """The same answer whether or not there is such a purchase; the link comes by mail."""
    form = FindForm.of_request()
    if form.is_sent_and_valid():
        found = queries.find_by_number(uow.session, form.number.data or "", form.email.data or "")
        if found is not None:
            mails.enqueue(uow, Message.LINK, found.id)
        flash(gettext("If there is such an order, a mail with a link is on its way."), "info")
        return redirect(url("shop.orders.find"), 303)
    return render(
        "shop/orders/find.html", status=422 if request.method == "POST" else 200, form=form
    )


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
        figures={
            "orders": {order.id: figures.of_order(order) for order in view.orders},
            "purchase": figures.of_purchase(view, refunded=note.refunded),
        },
        is_arrival=is_arrival,
        form=form,
    )


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


@feature.page("/<token>/arrived/<int:parcel_id>", permission=Permission.PUBLIC, post_only=True)
def arrived(uow: UnitOfWork, token: str, parcel_id: int) -> ResponseReturnValue:
    purchase = queries.get_by_token(uow.session, token)
    service.deliver(uow, parcel_id, purchase_id=purchase.id)
    flash(gettext("Thank you for telling us. Enjoy it!"), "success")
    return redirect(url("shop.orders.show", token=token), 303)
