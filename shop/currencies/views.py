"""The city's desk of exchange rates."""

from datetime import date
from decimal import Decimal
from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from shop.currencies import queries, service
from shop.currencies.forms import FileForm, RateForm

feature = Feature(__name__)
EDIT = Permission.CITY_EXPORT_EDIT


@feature.page("", permission=EDIT, area=Area.CITY, post=True)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    form = RateForm.of_request()
    if form.is_sent_and_valid() and form.attempt(lambda: _set(uow, form.values)):
        return _saved(1)
    return _page(uow, form, FileForm())


@feature.page("/file", permission=EDIT, area=Area.CITY, post_only=True)
def take(uow: UnitOfWork) -> ResponseReturnValue:
    form, taken = FileForm.of_request(), list[int]()
    sent = request.files.get("file")
    if form.is_sent_and_valid() and sent and form.attempt(
        lambda: taken.append(
            service.take_file(uow, sent.stream.read(), source=(sent.filename or "")[:120])
        )
    ):  # fmt: skip
        return _saved(taken[0])
    return _page(uow, RateForm(), form)


def _set(uow: UnitOfWork, values: dict[str, Any]) -> None:
    day: date = values["day"]
    rate = Decimal(str(values["per_100_yen"]))
    service.set_rate(uow, values["currency"], day, rate, source=values["source"])


def _page(uow: UnitOfWork, form: RateForm, file: FileForm) -> ResponseReturnValue:
    return render(
        "shop/currencies/index.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        file=file,
        rates=queries.list_rates(uow),
        nano=service.NANO,
        oldest=queries.OLDEST.days,
    )


def _saved(count: int) -> ResponseReturnValue:
    flash(gettext("Rates taken: %(count)s.", count=count), "success")
    return redirect(url("shop.currencies.index"), 303)
