"""The page of a parcel that did not arrive."""

from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.forms import Form
from core.web.navigation import Area
from core.web.pages import render, url
from shop.orders import troubles
from shop.orders.troubles import CAUSES, IN_TROUBLE, RULES, Bearer, Cause
from vendors.desk import organisation_of
from vendors.fulfilment import queries, tracking
from vendors.troubles.forms import AgainForm, GiveBackForm, ReportForm

feature = Feature(__name__)
SHIP = Permission.OFFICE_ORDERS_SHIP


@feature.page("/<int:parcel_id>", permission=SHIP, area=Area.OFFICE, post=True)
def show(uow: UnitOfWork, parcel_id: int) -> ResponseReturnValue:
    form = ReportForm.of_request()
    own = organisation_of(uow)
    queries.get_page(uow.session, own, parcel_id)
    if form.is_sent_and_valid() and form.attempt(
        lambda: troubles.report(
            uow, parcel_id, Cause(form.cause.data), words=form.words.data or "", organisation_id=own
        )
    ):
        return _done(parcel_id, gettext("Written down. The buyer gets a mail."))
    return _page(uow, parcel_id, report=form)


@feature.page("/<int:parcel_id>/back", permission=SHIP, area=Area.OFFICE, post_only=True)
def back(uow: UnitOfWork, parcel_id: int) -> ResponseReturnValue:
    form = Form.of_request()
    if form.attempt(
        lambda: troubles.came_back(uow, parcel_id, organisation_id=organisation_of(uow))
    ):
        return _done(parcel_id, gettext("Written down: it is with you again."))
    return _page(uow, parcel_id, report=ReportForm())


@feature.page("/<int:parcel_id>/again", permission=SHIP, area=Area.OFFICE, post_only=True)
def again(uow: UnitOfWork, parcel_id: int) -> ResponseReturnValue:
    form = AgainForm.of_request()
    if form.is_sent_and_valid() and form.attempt(lambda: _send_again(uow, parcel_id, form)):
        return _done(parcel_id, gettext("Sent again. The buyer gets a mail with the new number."))
    return _page(uow, parcel_id, again=form)


def _send_again(uow: UnitOfWork, parcel_id: int, form: AgainForm) -> None:
    values = form.values
    number = tracking.check(values["carrier"], values["tracking_number"])
    troubles.send_again(
        uow, parcel_id, carrier=values["carrier"], tracking_number=number,
        organisation_id=organisation_of(uow),
    )  # fmt: skip


@feature.page("/<int:parcel_id>/money", permission=SHIP, area=Area.OFFICE, post_only=True)
def money(uow: UnitOfWork, parcel_id: int) -> ResponseReturnValue:
    form = GiveBackForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: troubles.give_back(
            uow, parcel_id, form.amount.data or 0, organisation_id=organisation_of(uow)
        )
    ):
        return _done(parcel_id, gettext("It is settled. The buyer gets a mail."))
    return _page(uow, parcel_id, money=form)


def _page(uow: UnitOfWork, parcel_id: int, **forms: Any) -> ResponseReturnValue:
    found = queries.get_page(uow.session, organisation_of(uow), parcel_id)
    standing = troubles.open_trouble(uow.session, parcel_id)
    amount = (
        troubles.proposed(found.order, found.parcel, Bearer(standing.borne_by)) if standing else 0
    )
    empty = {"report": ReportForm(), "again": AgainForm(), "money": GiveBackForm(amount=amount)}
    return render(
        "vendors/troubles/show.html",
        status=422 if request.method == "POST" else 200,
        found=found,
        is_in_trouble=found.parcel.state in IN_TROUBLE,
        history=troubles.history_of(uow.session, parcel_id),
        most=troubles.worth(found.order, found.parcel),
        causes={key.value: said for key, said in CAUSES.items()},
        rules={key.value: said for key, said in RULES.items()},
        **{**empty, **forms},
    )


def _done(parcel_id: int, said: str) -> ResponseReturnValue:
    flash(said, "success")
    return redirect(url("vendors.troubles.show", parcel_id=parcel_id), 303)
