"""Pages of the stock's desk."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.dates import tokyo_day
from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from shop.stock import queries as stock_queries
from shop.stock.models import MovementKind
from vendors.desk import organisation_of
from vendors.stock import queries, service
from vendors.stock.forms import ChangeForm
from vendors.stock.service import Change

feature = Feature(__name__)


@feature.page("", permission=Permission.OFFICE_STOCK_EDIT, area=Area.OFFICE)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    own = organisation_of(uow)
    rows = queries.list_stock(uow.session, own, after=_after(request.args.get("after", "")))
    page = rows[: queries.PAGE]
    following = None
    if len(rows) > queries.PAGE:
        place = f"{page[-1].product_id}-{page[-1].variant_id}"
        following = url("vendors.stock.index", after=place)
    return render("vendors/stock/index.html", lines=page, following=following)


def _after(text: str) -> tuple[int, int] | None:
    product, _, variant = text.partition("-")
    if product.isdecimal() and variant.isdecimal() and len(text) < 30:
        return int(product), int(variant)
    return None


@feature.page(
    "/<int:variant_id>", permission=Permission.OFFICE_STOCK_EDIT, area=Area.OFFICE, post=True
)
def show(uow: UnitOfWork, variant_id: int) -> ResponseReturnValue:
    variant, product = service.get_variant(uow, variant_id)
    form = ChangeForm.of_request()
    if form.is_sent_and_valid() and form.attempt(lambda: _change(uow, variant_id, form)):
        flash(gettext("Saved."), "success")
        return redirect(url("vendors.stock.show", variant_id=variant_id), 303)
    return render(
        "vendors/stock/show.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        line=queries.line_of(uow.session, variant, product),
        today=tokyo_day(uow.now),
        lots=stock_queries.list_lots(uow.session, variant_id),
        movements=stock_queries.list_movements(uow.session, variant_id),
        words=_movement_words(),
    )


def _change(uow: UnitOfWork, variant_id: int, form: ChangeForm) -> None:
    values = form.values
    service.change(
        uow,
        variant_id,
        Change(values["kind"]),
        quantity=values["quantity"],
        reason=values["reason"] or "",
        lot=service.lot_of(values["lot_code"] or "", values["made_on"], values["expires_on"]),
    )


def _movement_words() -> dict[MovementKind, str]:
    return {
        MovementKind.RECEIVED: gettext("Came in"),
        MovementKind.COUNTED: gettext("Counted"),
        MovementKind.SHIPPED: gettext("Sent"),
        MovementKind.CORRECTED: gettext("Corrected"),
        MovementKind.RETURNED: gettext("Came back"),
    }
