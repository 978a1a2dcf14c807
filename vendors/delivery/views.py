"""Pages of a business's carriers and fees."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.forms import choices
from core.web.navigation import Area
from core.web.pages import render, url
from shop.delivery import sheets
from shop.delivery.desk_views import origin_of, start_of
from shop.delivery.forms import SheetForm
from vendors.delivery import service
from vendors.delivery.forms import ChoicesForm
from vendors.delivery.service import Choices

feature = Feature(__name__)
EDIT = Permission.OFFICE_STOREFRONT_EDIT


@feature.page("", permission=EDIT, area=Area.OFFICE, post=True)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    found, known = service.get(uow), service.list_services(uow)
    form = ChoicesForm.of_request(
        services=found.services,
        closes_on_holidays=found.closes_on_holidays,
        closed_days="\n".join(found.closed_days),
        lets_ambient_ride_chilled=found.lets_ambient_ride_chilled,
        wrapping_fee=found.wrapping_fee,
        noshi_fee=found.noshi_fee,
    )
    form.services.choices = choices([(one.key, one.names["ja"]) for one in known])
    if form.is_sent_and_valid() and form.attempt(lambda: service.choose(uow, _choices(form))):
        flash(gettext("Saved."), "success")
        return redirect(url("vendors.delivery.index"), 303)
    return render(
        "vendors/delivery/index.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        services=[one for one in known if one.key in found.services],
    )


def _choices(form: ChoicesForm) -> Choices:
    values = form.values
    return Choices(
        services=values["services"] or [],
        closed_days=form.days,
        closes_on_holidays=bool(values["closes_on_holidays"]),
        lets_ambient_ride_chilled=bool(values["lets_ambient_ride_chilled"]),
        wrapping_fee=values["wrapping_fee"],
        noshi_fee=values["noshi_fee"],
    )


@feature.page("/lists/<name>", permission=EDIT, area=Area.OFFICE, post=True)
def edit_list(uow: UnitOfWork, name: str) -> ResponseReturnValue:
    """The business's own fees of a service, or its boxes, as a sheet."""
    sheet = service.sheet(uow, name)
    rows = sheets.rows_of(uow, sheet)
    form = SheetForm.of_request(**start_of(uow, sheet, rows))
    if form.is_sent_and_valid() and form.attempt(
        lambda: sheets.save(uow, sheet, form.lines.data or "", origin_of(form))
    ):
        flash(gettext("Saved."), "success")
        return redirect(url("vendors.delivery.index"), 303)
    return render(
        "vendors/delivery/sheet.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        head=sheet.head,
        name=name,
        count=len(rows),
    )
