"""Pages of packing and sending."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import gettext, use_locale
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from i18n.locales import DEFAULT
from i18n.translated import shown
from vendors.desk import organisation_of
from vendors.fulfilment import queries, service
from vendors.fulfilment.forms import ShipForm

feature = Feature(__name__)


@feature.page("", permission=Permission.OFFICE_ORDERS_SHIP, area=Area.OFFICE)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    after = request.args.get("after", type=int)
    rows = queries.list_to_pack(uow.session, organisation_of(uow), after=after)
    page = rows[: queries.PAGE]
    following = None
    if len(rows) > queries.PAGE:
        following = url("vendors.fulfilment.index", after=page[-1].id)
    return render("vendors/fulfilment/index.html", parcels=page, following=following)


@feature.page(
    "/<int:parcel_id>", permission=Permission.OFFICE_ORDERS_SHIP, area=Area.OFFICE, post=True
)
def ship(uow: UnitOfWork, parcel_id: int) -> ResponseReturnValue:
    page = queries.get_page(uow.session, organisation_of(uow), parcel_id)
    form = ShipForm.of_request(carrier=page.parcel.carrier)
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.ship(uow, parcel_id, **form.values)
    ):
        flash(gettext("Sent. The buyer gets a mail with the number."), "success")
        return redirect(url("vendors.orders.show", order_id=page.order.id), 303)
    status = 422 if request.method == "POST" else 200
    return render("vendors/fulfilment/ship.html", status=status, form=form, found=page)


@feature.page("/<int:parcel_id>/slip", permission=Permission.OFFICE_ORDERS_VIEW, area=Area.OFFICE)
def slip(uow: UnitOfWork, parcel_id: int) -> ResponseReturnValue:
    """The paper in the box: Japanese for the packer, and the buyer's own language beside it."""
    page = queries.get_page(uow.session, organisation_of(uow), parcel_id)
    buyer = page.purchase.locale
    lines = [
        (content.quantity, content.line.sku, shown(content.line.names, DEFAULT),
         shown(content.line.names, buyer))
        for content in page.parcel.contents
    ]  # fmt: skip
    with use_locale(buyer):
        said = _slip_words()
    with use_locale(DEFAULT):
        return render(
            "vendors/fulfilment/slip.html",
            locale=DEFAULT,
            found=page,
            lines=lines,
            own=_slip_words(),
            said=said if buyer != DEFAULT else None,
            buyer=buyer,
        )


def _slip_words() -> dict[str, str]:
    """What a slip says, in whichever language is being used."""
    return {
        "title": gettext("Packing slip"),
        "present": gettext("A present for you"),
        "from": gettext("Present from"),
        "thanks": gettext("Thank you for your order."),
        "goods": gettext("Goods"),
        "quantity": gettext("How many"),
        "ambient": gettext("Room temperature"),
        "chilled": gettext("Chilled: please put it into the refrigerator."),
        "frozen": gettext("Frozen: please put it into the freezer."),
        "help": gettext("Is something wrong? Please write to us with the order number."),
    }
