"""The page on which a business files its licence to sell alcohol."""

from typing import Any

from flask import redirect, request
from flask.typing import ResponseReturnValue
from wtforms import DateField, StringField
from wtforms.validators import DataRequired, Length, Optional

from core.dates import tokyo_day
from core.identity.permissions import Permission
from core.text import lazy
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.forms import Form
from core.web.navigation import Area
from core.web.pages import render, url
from shop.storefronts.licences import LIQUOR, Licence, on_file
from vendors.licences import service
from vendors.storefront import service as storefronts

feature = Feature(__name__)


class LicenceForm(Form):
    """What stands on the licence."""

    number = StringField(
        lazy("Number of the licence"),
        [DataRequired(lazy("Please write the number.")), Length(max=80)],
        description=lazy(
            "The mail-order licence for alcohol. A maker who needs none writes why here."
        ),
    )
    issuer = StringField(
        lazy("Tax office that gave it"),
        [DataRequired(lazy("Please write which office gave it.")), Length(max=120)],
    )
    valid_until = DateField(lazy("Counts until"), [Optional()])


@feature.page("", permission=Permission.OFFICE_STOREFRONT_EDIT, area=Area.OFFICE, post=True)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    filed = on_file(storefronts.get(uow).licences, LIQUOR)
    form = LicenceForm.of_request(**_present(filed))
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.file(uow, LIQUOR, Licence(**form.values))
    ):
        return redirect(url("vendors.storefront.index"), 303)
    return render(
        "vendors/licences/index.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        is_over=filed is not None and not filed.is_valid(tokyo_day(uow.now)),
    )


def _present(filed: Licence | None) -> dict[str, Any]:
    if filed is None:
        return {}
    return {"number": filed.number, "issuer": filed.issuer, "valid_until": filed.valid_until}
