"""The city's desk of carriers: limits, times, places, shared fees."""

from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from core.audit import service as audit
from core.dates import tokyo_day
from core.errors import NotFoundError
from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web import versions
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from shop.delivery import carriers, loading, sheets
from shop.delivery.forms import SURENESS, ServiceForm, SheetForm
from shop.delivery.models import CarrierService, Sureness
from shop.delivery.sheets import Origin, Sheet

feature = Feature(__name__)
EDIT = Permission.CITY_DELIVERY_EDIT


@feature.page("", permission=EDIT, area=Area.CITY)
def services(uow: UnitOfWork) -> ResponseReturnValue:
    """Every carrier's service with its limits, and the other lists."""
    found = list(uow.session.scalars(select(CarrierService).order_by(CarrierService.position)))
    return render(
        "shop/delivery/desk/services.html",
        services=found,
        counts={one.key: len(sheets.rows_of(uow, sheets.rates(None, one))) for one in found},
        carrier_name=carriers.name_of,
        sureness={**SURENESS, Sureness.SAMPLE: gettext("Sample data")},
        lists=_list_names(),
        today=tokyo_day(uow.now),
    )


def _list_names() -> dict[str, str]:
    return {
        "time_slots": gettext("Times of day"),
        "lead_times": gettext("Days on the way"),
        "remote_places": gettext("Places that are hard to reach"),
        "surcharges": gettext("Surcharges for cold and fuel"),
        "boxes": gettext("Boxes"),
    }


@feature.page("/load", permission=EDIT, area=Area.CITY, post_only=True)
def load_lists(uow: UnitOfWork) -> ResponseReturnValue:
    """Take the market's own list in, as far as it is not there."""
    added = loading.load(uow)
    flash(gettext("%(count)s rows were added.", count=added), "success")
    return redirect(url("shop.delivery.services"), 303)


@feature.page("/lists/<name>", permission=EDIT, area=Area.CITY, post=True)
def edit_list(uow: UnitOfWork, name: str) -> ResponseReturnValue:
    """One of the city's lists as a sheet."""
    if name not in sheets.CITY:
        raise NotFoundError(name)
    return _sheet(uow, sheets.CITY[name], _list_names()[name], url("shop.delivery.services"))


@feature.page("/rates/<key>", permission=EDIT, area=Area.CITY, post=True)
def edit_rates(uow: UnitOfWork, key: str) -> ResponseReturnValue:
    """The shared fees of a service."""
    service = _service(uow, key)
    title = gettext("Shared fees: %(service)s", service=service.names["ja"])
    return _sheet(uow, sheets.rates(None, service), title, url("shop.delivery.services"))


@feature.page("/services/<key>", permission=EDIT, area=Area.CITY, post_only=True)
def switch(uow: UnitOfWork, key: str) -> ResponseReturnValue:
    """Switch a service on or off."""
    service = _service(uow, key)
    before = {"is_on": service.is_on}
    service.is_on = bool(ServiceForm.of_request().is_on.data)
    audit.record(
        uow, "city:carrier_service:switch", ("carrier_service", key),
        before=before, after={"is_on": service.is_on},
    )  # fmt: skip
    versions.bump(uow, "delivery")
    return redirect(url("shop.delivery.services"), 303)


def _service(uow: UnitOfWork, key: str) -> CarrierService:
    found = uow.session.get(CarrierService, key)
    if found is None:
        raise NotFoundError(key)
    return found


def _sheet(uow: UnitOfWork, sheet: Sheet, title: str, back: str) -> ResponseReturnValue:
    rows = sheets.rows_of(uow, sheet)
    form = SheetForm.of_request(**start_of(uow, sheet, rows))
    if form.is_sent_and_valid() and form.attempt(
        lambda: sheets.save(uow, sheet, form.lines.data or "", origin_of(form))
    ):
        flash(gettext("Saved."), "success")
        return redirect(back, 303)
    return render(
        "shop/delivery/desk/sheet.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        title=title,
        head=sheet.head,
        count=len(rows),
        back=back,
    )


def start_of(uow: UnitOfWork, sheet: Sheet, rows: list[Any]) -> dict[str, Any]:
    """The form's values for a sheet as it stands."""
    last = rows[-1] if rows else None
    is_listed = last is not None and last.sureness in SURENESS
    return {
        "lines": sheets.written(sheet, rows),
        "valid_from": tokyo_day(uow.now),
        "source": last.source if last else "",
        "sureness": last.sureness.value if last and is_listed else Sureness.OWN.value,
        "review_by": last.review_by if last else None,
    }


def origin_of(form: SheetForm) -> Origin:
    """Where the lines come from, as the form says."""
    values = form.values
    return Origin(
        valid_from=values["valid_from"],
        source=values["source"].strip(),
        sureness=Sureness(values["sureness"]),
        review_by=values["review_by"],
    )
