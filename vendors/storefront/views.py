"""Pages of the storefront's desk."""

from dataclasses import dataclass
from datetime import time
from typing import Any, cast

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.dates import tokyo_day
from core.errors import NotFoundError
from core.identity.permissions import Permission
from core.media import urls as media
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from i18n.locales import CODES
from i18n.translated import TextState, shown
from shop.catalogue.models import Temperature
from shop.delivery.words import zone_name
from shop.delivery.zones import REGIONS
from shop.storefronts.models import Storefront
from vendors.desk import organisation_of
from vendors.storefront import delivery as rates
from vendors.storefront import queries, rate_form, service
from vendors.storefront.forms import (
    WEEKDAYS,
    DeliveryForm,
    ParticularsForm,
    PhotoForm,
    StateForm,
    TextForm,
)
from vendors.storefront.words import (
    form_names,
    missing_words,
    state_words,
    temperature_words,
)

feature = Feature(__name__)
EDIT = Permission.OFFICE_STOREFRONT_EDIT


@dataclass(frozen=True)
class Tab:
    """A written form as a tab of the texts."""

    label: str
    url: str
    is_current: bool


@feature.page("", permission=EDIT, area=Area.OFFICE)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    storefront = service.get(uow)
    lines = queries.text_lines(uow.session, storefront.organisation_id)
    words = missing_words()
    lacking = [(words[code][0], _place(storefront, words[code][1]))
               for code in service.missing(uow, storefront)]  # fmt: skip
    return render(
        "vendors/storefront/index.html",
        storefront=storefront,
        lacking=lacking,
        lines=lines,
        words=state_words(),
        weekdays=[str(WEEKDAYS[number]) for number in storefront.closed_weekdays],
        picture=media.photo(storefront.hero),
    )


def _place(storefront: Storefront, view: str) -> str:
    if view == "texts":
        return url("vendors.storefront.texts", code=storefront.source_locale)
    return url(f"vendors.storefront.{view}")


@feature.page("/particulars", permission=EDIT, area=Area.OFFICE, post=True)
def particulars(uow: UnitOfWork) -> ResponseReturnValue:
    storefront = service.get(uow)
    form = ParticularsForm.of_request(**_present(storefront))
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.set_particulars(uow, _particulars(form))
    ):
        return _saved()
    return _answer("particulars", form)


def _present(storefront: Storefront) -> dict[str, Any]:
    values = {name: getattr(storefront, name) for name in service.Particulars.__dataclass_fields__}
    hours = cast("dict[str, str]", values.pop("hours"))
    return {
        **values,
        "hours_from": _time(hours.get("open", "")),
        "hours_to": _time(hours.get("close", "")),
    }


def _time(text: str) -> time | None:
    return time.fromisoformat(text) if text else None


def _particulars(form: ParticularsForm) -> service.Particulars:
    values = form.values
    opens, closes = values.pop("hours_from"), values.pop("hours_to")
    hours = {
        "open": f"{opens:%H:%M}" if opens else "",
        "close": f"{closes:%H:%M}" if closes else "",
    }
    return service.Particulars(**values, hours=hours)


@feature.page("/texts/<code>", permission=EDIT, area=Area.OFFICE, post=True)
def texts(uow: UnitOfWork, code: str) -> ResponseReturnValue:
    if code not in CODES:
        raise NotFoundError(code)
    storefront = service.get(uow)
    rows = queries.texts(uow.session, storefront.organisation_id)
    row = rows.get(code)
    present = {name: getattr(row, name) for name in service.WORDS} if row else {}
    form = TextForm.of_request(**present, is_reviewed=bool(row and row.state == "reviewed"))
    if form.is_sent_and_valid() and form.attempt(lambda: _write(uow, code, form)):
        return _saved(url("vendors.storefront.texts", code=code))
    return _answer(
        "texts",
        form,
        code=code,
        source=rows.get(storefront.source_locale),
        is_source=code == storefront.source_locale,
        state=state_words()[row.state if row else TextState.UNTRANSLATED],
        tabs=_tabs(code),
    )


def _write(uow: UnitOfWork, code: str, form: TextForm) -> None:
    values = form.values
    is_reviewed = bool(values.pop("is_reviewed"))
    words = service.Words(**{name: (said or "").strip() for name, said in values.items()})
    service.set_text(uow, code, words, is_reviewed=is_reviewed)


def _tabs(current: str) -> list[Tab]:
    return [
        Tab(form_names()[code], url("vendors.storefront.texts", code=code), code == current)
        for code in CODES
    ]


@feature.page("/photo", permission=EDIT, area=Area.OFFICE, post=True)
def photo(uow: UnitOfWork) -> ResponseReturnValue:
    form = PhotoForm.of_request()
    sent = request.files.get("photo")
    if form.is_sent_and_valid() and sent and form.attempt(
        lambda: service.set_photo(uow, sent.stream)
    ):  # fmt: skip
        return _saved()
    return _answer("photo", form, picture=media.photo(service.get(uow).hero))


@feature.page("/preview", permission=EDIT, area=Area.OFFICE)
def preview(uow: UnitOfWork) -> ResponseReturnValue:
    storefront = service.get(uow)
    rows = queries.texts(uow.session, storefront.organisation_id)
    words = {
        name: shown({code: getattr(row, name) for code, row in rows.items()}, current_locale())
        for name in service.WORDS
    }
    return render(
        "vendors/storefront/preview.html",
        storefront=storefront,
        words=words,
        weekdays=[str(WEEKDAYS[number]) for number in storefront.closed_weekdays],
        picture=media.photo(storefront.hero, words["name"].text),
    )


@feature.page("/delivery", permission=EDIT, area=Area.OFFICE)
def delivery(uow: UnitOfWork) -> ResponseReturnValue:
    word = request.args.get("temperature", "")
    band = Temperature(word) if word in set(Temperature) else Temperature.AMBIENT
    lines = rates.list_zones(uow.session, organisation_of(uow), band, tokyo_day(uow.now))
    return render(
        "vendors/storefront/delivery.html",
        band=band,
        lines=[(line, zone_name(line.zone)) for line in lines],
        tabs=[
            Tab(said, url("vendors.storefront.delivery", temperature=each.value), each is band)
            for each, said in temperature_words().items()
        ],
    )


@feature.page("/delivery/<temperature>/<zone>", permission=EDIT, area=Area.OFFICE, post=True)
def rate(uow: UnitOfWork, temperature: str, zone: str) -> ResponseReturnValue:
    if temperature not in set(Temperature) or zone not in rates.zones():
        raise NotFoundError(zone)
    band = Temperature(temperature)
    today = tokyo_day(uow.now)
    lines = rates.list_zones(uow.session, organisation_of(uow), band, today)
    table = next((line.table for line in lines if line.zone == zone), None)
    form = DeliveryForm.of_request(**rate_form.present(table, today))
    if form.is_sent_and_valid() and form.attempt(lambda: _set_rate(uow, band, zone, form)):
        return _saved(url("vendors.storefront.delivery", temperature=temperature))
    return _answer(
        "rate",
        form,
        band=band,
        zone=zone,
        has_table=table is not None,
        in_japan=zone in REGIONS,
        zone_name=zone_name(zone),
        temperature_word=temperature_words()[band],
    )


def _set_rate(uow: UnitOfWork, band: Temperature, zone: str, form: DeliveryForm) -> None:
    values = form.values
    wanted = list(REGIONS) if values["is_for_japan"] and zone in REGIONS else [zone]
    rates.set_table(uow, band, wanted, rate_form.table_of(values))


@feature.page(
    "/delivery/<temperature>/<zone>/stop", permission=EDIT, area=Area.OFFICE, post_only=True
)
def stop_rate(uow: UnitOfWork, temperature: str, zone: str) -> ResponseReturnValue:
    if temperature not in set(Temperature):
        raise NotFoundError(temperature)
    rates.stop(uow, Temperature(temperature), zone)
    return _saved(url("vendors.storefront.delivery", temperature=temperature))


@feature.page("/open", permission=EDIT, area=Area.OFFICE, post_only=True)
def open_shop(uow: UnitOfWork) -> ResponseReturnValue:
    form = StateForm.of_request()
    if form.attempt(lambda: service.open_shop(uow)):
        flash(gettext("Your shop is open. Buyers can find it now."), "success")
    else:
        flash(form.refusals[0], "error")
    return redirect(url("vendors.storefront.index"), 303)


@feature.page("/close", permission=EDIT, area=Area.OFFICE, post_only=True)
def close_shop(uow: UnitOfWork) -> ResponseReturnValue:
    service.close_shop(uow)
    flash(gettext("Your shop is closed. Please still send the orders you have."), "success")
    return redirect(url("vendors.storefront.index"), 303)


def _saved(address: str = "") -> ResponseReturnValue:
    flash(gettext("Saved."), "success")
    return redirect(address or url("vendors.storefront.index"), 303)


def _answer(view: str, form: Any, **context: Any) -> ResponseReturnValue:
    status = 422 if request.method == "POST" else 200
    return render(f"vendors/storefront/{view}.html", status=status, form=form, **context)
