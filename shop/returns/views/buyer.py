"""The buyer's pages, opened by the link to the order."""

from collections.abc import Mapping

from flask import Response, abort, flash, redirect, render_template, request
from flask.typing import ResponseReturnValue

from core.errors import NotFoundError
from core.identity.permissions import Permission
from core.media import private
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.limits import Limit
from core.web.pages import render, url
from i18n.translated import shown
from shop.orders import queries as orders
from shop.orders.models import Order, Purchase
from shop.orders.queries import OrderView, PurchaseView
from shop.returns import queries, service
from shop.returns.forms import AskForm, DisputeForm
from shop.returns.models import ReturnRequest
from shop.returns.service import Asked
from shop.returns.states import BEARERS, REASONS, WORDS, Reason

feature = Feature(__name__)
MOST_OF_ONE = 99


def of_order(uow: UnitOfWork, purchase: PurchaseView, order: OrderView) -> str:
    """On the order's page: what was asked about it, and the way to ask."""
    found = [
        each for each in queries.of_purchase(uow.session, purchase.id) if each.order_id == order.id
    ]
    row = uow.session.get_one(Order, order.id)
    may_ask = service.may_ask(row, uow.now) and any(service.left_of(uow, row).values())
    return render_template(
        "shop/returns/of_order.html",
        purchase=purchase,
        order=order,
        requests=found,
        may_ask=may_ask,
        until=service.ends_at(row),
        words=WORDS,
        reasons=REASONS,
    )


@feature.page(
    "/<token>/new/<int:order_id>",
    permission=Permission.PUBLIC,
    post=True,
    limit=Limit(times=20, seconds=3600),
)
def ask(uow: UnitOfWork, token: str, order_id: int) -> ResponseReturnValue:
    purchase, order = _order(uow, token, order_id)
    form = AskForm.of_request()
    if not service.may_change_mind(uow, order.lines):
        form.leave_out(Reason.CHANGED_MIND)
    made: list[ReturnRequest] = []
    if form.is_sent_and_valid() and form.attempt(
        lambda: made.append(
            service.ask(uow, order.id, purchase_id=purchase.id, asked=_asked(form, order))
        )
    ):
        flash(gettext("We told the business. You get its answer by mail, and here."), "success")
        return redirect(url("shop.returns.show", token=token, request_id=made[0].id), 303)
    return render(
        "shop/returns/ask.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        purchase=orders.view_of(purchase, current_locale()),
        order=order,
        vendor=shown(order.vendor_names, current_locale()),
        lines=_lines(uow, order),
        may_ask=service.may_ask(order, uow.now),
    )


def _order(uow: UnitOfWork, token: str, order_id: int) -> tuple[Purchase, Order]:
    purchase = orders.get_by_token(uow.session, token)
    order = next((each for each in purchase.orders if each.id == order_id), None)
    if order is None:
        raise NotFoundError
    return purchase, order


def _asked(form: AskForm, order: Order) -> Asked:
    return Asked(
        quantities=_quantities(order),
        reason=Reason(form.reason.data),
        words=form.words.data or "",
        locale=current_locale(),
        photos=[file.stream for file in form.files],
    )


def _quantities(order: Order) -> Mapping[int, int]:
    """How many of each line were chosen, as far as it is a sane number."""
    typed = {line.id: request.form.get(f"line-{line.id}", 0, type=int) for line in order.lines}
    return {key: min(max(count, 0), MOST_OF_ONE) for key, count in typed.items()}


def _lines(uow: UnitOfWork, order: Order) -> list[tuple[int, object, int, int]]:
    """(line, name, how many are left to ask for, how many were chosen)."""
    left, chosen = service.left_of(uow, order), _quantities(order)
    return [
        (line.id, shown(line.names, current_locale()), left[line.id], chosen[line.id])
        for line in order.lines
    ]


@feature.page("/<token>/<int:request_id>", permission=Permission.PUBLIC)
def show(uow: UnitOfWork, token: str, request_id: int) -> ResponseReturnValue:
    return _page(uow, token, request_id, DisputeForm())


def _page(
    uow: UnitOfWork, token: str, request_id: int, form: DisputeForm, *, status: int = 200
) -> ResponseReturnValue:
    purchase = orders.get_by_token(uow.session, token)
    found = queries.get_of_purchase(uow.session, purchase.id, request_id)
    locale = current_locale()
    return render(
        "shop/returns/show.html",
        status=status,
        form=form,
        purchase=orders.view_of(purchase, locale),
        found=found,
        vendor=shown(found.order.vendor_names, locale),
        lines=[(item.quantity, shown(item.line.names, locale)) for item in found.items],
        reasons=REASONS,
        words=WORDS,
        bearers=BEARERS,
        was_disputed=any(each.state.value == "disputed" for each in found.answers),
    )


@feature.page(
    "/<token>/<int:request_id>/dispute",
    permission=Permission.PUBLIC,
    post_only=True,
    limit=Limit(times=20, seconds=3600),
)
def dispute(uow: UnitOfWork, token: str, request_id: int) -> ResponseReturnValue:
    purchase = orders.get_by_token(uow.session, token)
    form = DisputeForm.of_request()

    def act() -> None:
        words = form.words.data or ""
        service.dispute(
            uow, request_id, purchase_id=purchase.id, words=words, locale=current_locale()
        )

    if form.is_sent_and_valid() and form.attempt(act):
        flash(
            gettext("The market's staff look at it now. You get their answer by mail."), "success"
        )
        return redirect(url("shop.returns.show", token=token, request_id=request_id), 303)
    return _page(uow, token, request_id, form, status=422)


@feature.page("/<token>/<int:request_id>/withdraw", permission=Permission.PUBLIC, post_only=True)
def withdraw(uow: UnitOfWork, token: str, request_id: int) -> ResponseReturnValue:
    purchase = orders.get_by_token(uow.session, token)
    form = DisputeForm.of_request()
    if form.attempt(
        lambda: service.withdraw(uow, request_id, purchase_id=purchase.id, locale=current_locale())
    ):
        flash(gettext("Your request is taken back."), "success")
        return redirect(url("shop.orders.show", token=token), 303)
    return _page(uow, token, request_id, form, status=422)


@feature.page("/<token>/<int:request_id>/photos/<int:photo_id>", permission=Permission.PUBLIC)
def photo(uow: UnitOfWork, token: str, request_id: int, photo_id: int) -> ResponseReturnValue:
    purchase = orders.get_by_token(uow.session, token)
    found = queries.get_of_purchase(uow.session, purchase.id, request_id)
    return picture(queries.photo_key(uow.session, found, photo_id))


def picture(key: str) -> Response:
    """A private photo, for whoever was let in; nothing between keeps it."""
    content = private.read(key)
    if content is None:
        abort(404)
    answer = Response(content, mimetype="image/jpeg")
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
