"""Staff's page: bank transfers to confirm, and money that needs a person."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from shop.payments import queries, service, web
from shop.payments.forms import TransferForm
from shop.payments.service import Outcome

feature = Feature(__name__)


@feature.page("", area=Area.CITY, permission=Permission.CITY_PAYMENTS_CONFIRM)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    return _page(uow)


@feature.page(
    "/<int:payment_id>/confirm",
    area=Area.CITY,
    permission=Permission.CITY_PAYMENTS_CONFIRM,
    post_only=True,
)
def confirm(uow: UnitOfWork, payment_id: int) -> ResponseReturnValue:
    form = TransferForm.of_request()
    if not form.is_sent_and_valid():
        return _page(uow, form, status=422)
    outcome = service.confirm_transfer(uow, payment_id, received=form.received.data or 0)
    if outcome is Outcome.MISMATCH:
        flash(gettext("The amount differs from the order. It is kept apart below."), "warning")
    else:
        flash(gettext("The transfer is confirmed."), "success")
    return redirect(url("shop.payments.index"), 303)


def _page(
    uow: UnitOfWork, form: TransferForm | None = None, *, status: int = 200
) -> ResponseReturnValue:
    return render(
        "shop/payments/index.html",
        status=status,
        form=form,
        gateway=web.gateway().name,
        transfers=queries.transfers(uow.session),
        mismatches=queries.mismatches(uow.session),
        failed_refunds=queries.failed_refunds(uow.session),
    )
