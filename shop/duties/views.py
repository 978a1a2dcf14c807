"""The city's desk of import duty and tax."""

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
from shop.duties import queries, service
from shop.duties.forms import DutyForm
from shop.duties.service import DutyFacts

feature = Feature(__name__)


@feature.page("", permission=Permission.CITY_EXPORT_EDIT, area=Area.CITY, post=True)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    form = DutyForm.of_request()
    if form.is_sent_and_valid() and form.attempt(lambda: _enter(uow, form.values)):
        flash(gettext("Saved."), "success")
        return redirect(url("shop.duties.index"), 303)
    return render(
        "shop/duties/index.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        rows=queries.list_rows(uow),
    )


def _enter(uow: UnitOfWork, values: dict[str, Any]) -> None:
    tenths: dict[str, Any] = {
        name: int(Decimal(str(values[name])) * 10) for name in ("duty", "tax")
    }
    service.enter(uow, DutyFacts(**{**values, **tenths}))
