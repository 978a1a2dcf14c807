"""Pages of the orders' desk."""

from dataclasses import dataclass

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from i18n.translated import shown
from shop.delivery import carriers
from shop.orders import weighing
from shop.orders.states import OrderState, ParcelState
from vendors.desk import organisation_of
from vendors.orders import queries, service
from vendors.orders.forms import CancelForm, ConfirmForm, WeighForm
from vendors.orders.queries import Shelf

feature = Feature(__name__)
VIEW, SHIP = Permission.OFFICE_ORDERS_VIEW, Permission.OFFICE_ORDERS_SHIP


@dataclass(frozen=True)
class Tab:
    """What orders wait for, as a tab."""

    label: str
    url: str
    is_current: bool
    count: int


def shelf_words() -> dict[Shelf, str]:
    """What orders wait for, in the reader's words."""
    return {
        Shelf.TO_CONFIRM: gettext("To confirm"),
        Shelf.TO_WEIGH: gettext("To weigh"),
        Shelf.TO_PACK: gettext("To pack"),
        Shelf.SENT: gettext("Sent"),
        Shelf.UNPAID: gettext("Not paid yet"),
        Shelf.CANCELLED: gettext("Cancelled"),
    }


def state_words() -> dict[OrderState, str]:
    """Each state of an order in the reader's words."""
    return {
        OrderState.PLACED: gettext("Not paid yet"),
        OrderState.AUTHORISED: gettext("To weigh"),
        OrderState.PAID: gettext("Paid"),
        OrderState.SHIPPED: gettext("Sent"),
        OrderState.DELIVERED: gettext("Arrived"),
        OrderState.CANCELLED: gettext("Cancelled"),
        OrderState.EXPIRED: gettext("Not paid in time"),
    }


def parcel_words() -> dict[ParcelState, str]:
    """Each state of a parcel in the reader's words."""
    return {
        ParcelState.PACKING: gettext("To pack"),
        ParcelState.SHIPPED: gettext("Sent"),
        ParcelState.DELIVERED: gettext("Arrived"),
        ParcelState.FAILED: gettext("Could not be handed over"),
        ParcelState.REFUSED: gettext("Not let in, or not taken"),
        ParcelState.RETURNED: gettext("Back with the business"),
        ParcelState.LOST: gettext("Lost on the way"),
        ParcelState.GIVEN_BACK: gettext("Paid back"),
    }


@feature.page("", permission=VIEW, area=Area.OFFICE)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    word = request.args.get("state", "")
    shelf = Shelf(word) if word in set(Shelf) else Shelf.TO_CONFIRM
    own = organisation_of(uow)
    after = request.args.get("after", type=int)
    rows = queries.list_orders(uow.session, own, shelf, after=after)
    page = rows[: queries.PAGE]
    following = None
    if len(rows) > queries.PAGE:
        following = url("vendors.orders.index", state=shelf.value, after=page[-1].id)
    counts = queries.count_by_shelf(uow.session, own)
    tabs = [
        Tab(said, url("vendors.orders.index", state=each.value), each is shelf, counts[each])
        for each, said in shelf_words().items()
    ]
    return render(
        "vendors/orders/index.html", orders=page, shelf=shelf, tabs=tabs, following=following
    )


@feature.page("/<int:order_id>", permission=VIEW, area=Area.OFFICE)
def show(uow: UnitOfWork, order_id: int) -> ResponseReturnValue:
    page = queries.get_page(uow.session, organisation_of(uow), order_id)
    lines = [(line, shown(line.names, current_locale())) for line in page.order.lines]
    parcels = [
        (parcel, carriers.name_of(parcel.carrier),
         carriers.tracking_url(parcel.carrier, parcel.tracking_number))
        for parcel in page.order.parcels
    ]  # fmt: skip
    return render(
        "vendors/orders/show.html",
        found=page,
        lines=lines,
        parcels=parcels,
        state_word=state_words()[page.order.state],
        parcel_words=parcel_words(),
        words=state_words(),
    )


@feature.page("/<int:order_id>/weigh", permission=SHIP, area=Area.OFFICE, post=True)
def weigh(uow: UnitOfWork, order_id: int) -> ResponseReturnValue:
    """What was packed of each line that is cut to order; the buyer then pays for that."""
    page = queries.get_page(uow.session, organisation_of(uow), order_id)
    form = WeighForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: weighing.weigh(
            uow, order_id, form.packed(page.order), organisation_id=organisation_of(uow)
        )
    ):
        flash(gettext("Weighed. You can pack it as soon as the payment is there."), "success")
        return redirect(url("vendors.orders.show", order_id=order_id), 303)
    lines = [
        (line, shown(line.names, current_locale()))
        for line in page.order.lines
        if line.least_weight_g is not None
    ]
    status = 422 if request.method == "POST" else 200
    return render(
        "vendors/orders/weigh.html",
        status=status,
        form=form,
        found=page,
        lines=lines,
        typed=request.form,
    )


@feature.page("/<int:order_id>/confirm", permission=SHIP, area=Area.OFFICE, post_only=True)
def confirm(uow: UnitOfWork, order_id: int) -> ResponseReturnValue:
    form = ConfirmForm.of_request()
    if form.attempt(lambda: service.confirm(uow, order_id)):
        flash(gettext("Confirmed. It waits among the orders to pack now."), "success")
    else:
        flash(form.refusals[0], "error")
    return redirect(url("vendors.orders.show", order_id=order_id), 303)


@feature.page("/<int:order_id>/cancel", permission=SHIP, area=Area.OFFICE, post=True)
def cancel(uow: UnitOfWork, order_id: int) -> ResponseReturnValue:
    page = queries.get_page(uow.session, organisation_of(uow), order_id)
    form = CancelForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.cancel(uow, order_id, reason=form.values["reason"])
    ):
        flash(gettext("Cancelled. The buyer is told and gets the money back."), "success")
        return redirect(url("vendors.orders.show", order_id=order_id), 303)
    status = 422 if request.method == "POST" else 200
    return render("vendors/orders/cancel.html", status=status, form=form, found=page)
