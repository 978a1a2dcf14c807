"""A wholesale buyer's pages: ask, read the answer, take it or leave it."""

from typing import Any

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from core.dates import tokyo_day
from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.limits import Limit
from core.web.pages import render, url
from core.web.state import market
from shop.export import destination
from shop.quotations import acceptance, figures, queries, service
from shop.quotations.forms import AcceptForm, AskForm, DeclineForm
from shop.quotations.incoterms import WORDS
from shop.quotations.models import Quotation
from shop.quotations.service import Asked
from shop.storefronts import queries as storefronts

feature = Feature(__name__)
QUANTITY = "quantity-"


@feature.page(
    "/ask/<slug>", permission=Permission.PUBLIC, post=True, limit=Limit(times=10, seconds=3600)
)
def ask(uow: UnitOfWork, slug: str) -> ResponseReturnValue:
    """One maker's goods with a quantity beside each, and who asks."""
    shop = storefronts.get_page(uow, slug, current_locale())
    form = AskForm.of_request(country=destination.current().code)
    made: list[Quotation] = []
    if form.is_sent_and_valid() and form.attempt(
        lambda: made.append(service.ask(uow, _asked(uow, form, shop.maker.organisation_id)))
    ):
        flash(gettext("Your request is on its way to the business."), "success")
        return redirect(url("shop.quotations.show", token=made[0].token), 303)
    return render(
        "shop/quotations/ask.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        shop=shop,
        articles=queries.articles(uow, shop.maker.organisation_id, current_locale()),
        typed=_quantities(),
        wanted=request.args.get("product", ""),
    )


def _asked(uow: UnitOfWork, form: AskForm, organisation_id: int) -> Asked:
    values = form.values
    return Asked(
        organisation_id=organisation_id,
        quantities=_quantities(),
        company=values["company"],
        contact=values["contact"],
        email=values["email"],
        phone=values["phone"] or "",
        country=values["country"],
        place=values["place"] or "",
        incoterm=form.term,
        wish=values["wish"] or "",
        wanted_on=form.day,
        locale=current_locale(),
        user_id=uow.actor.user_id,
    )


def _quantities() -> dict[int, int]:
    """Variant → how many, as typed; what is no number counts as none."""
    typed = {
        name.removeprefix(QUANTITY): value.strip()
        for name, value in request.form.items()
        if name.startswith(QUANTITY)
    }
    return {
        int(key): int(value)
        for key, value in typed.items()
        if key.isdecimal() and value.isdecimal() and len(value) < 10
    }


@feature.page("/<token>", permission=Permission.PUBLIC)
def show(uow: UnitOfWork, token: str) -> ResponseReturnValue:
    return _page(uow, service.get_by_token(uow, token))


@feature.page(
    "/<token>/accept", permission=Permission.PUBLIC, post=True, limit=Limit(times=30, seconds=600)
)
def accept(uow: UnitOfWork, token: str) -> ResponseReturnValue:
    quotation = service.get_by_token(uow, token)
    form = AcceptForm.of_request(country=quotation.country, **_known(quotation))
    if request.method == "POST" and form.is_lookup(request.form.get("action")):
        form.find_address()
        return _accept_page(uow, quotation, form)
    made: list[str] = []
    if (
        form.is_sent_and_valid()
        and form.is_address_right()
        and form.attempt(lambda: made.append(_accept(uow, token, form)))
    ):
        return redirect(url("shop.orders.show", token=made[0]), 303)
    return _accept_page(uow, quotation, form, status=422 if request.method == "POST" else 200)


def _known(quotation: Quotation) -> dict[str, str]:
    return {"company": quotation.company, "phone": quotation.phone}


def _accept(uow: UnitOfWork, token: str, form: AcceptForm) -> str:
    by_invoice = form.values["payment"] == "invoice" and _takes_transfers()
    shown = request.form.get("total", -1, type=int)
    purchase = acceptance.accept(
        uow, token, total=shown, address=form.address, by_invoice=by_invoice
    )
    return purchase.token


def _takes_transfers() -> bool:
    return bool(market().settings.effective_bank_account)


@feature.page("/<token>/decline", permission=Permission.PUBLIC, post_only=True)
def decline(uow: UnitOfWork, token: str) -> ResponseReturnValue:
    form = DeclineForm.of_request()
    if form.is_sent_and_valid():
        service.decline(uow, token)
    return redirect(url("shop.quotations.show", token=token), 303)


def _accept_page(
    uow: UnitOfWork, quotation: Quotation, form: AcceptForm, status: int = 200
) -> Response:
    return render(
        "shop/quotations/accept.html",
        status=status,
        form=form,
        takes_transfers=_takes_transfers(),
        due_days=acceptance.INVOICE_DAYS,
        **_facts(uow, quotation),
    )


def _page(uow: UnitOfWork, quotation: Quotation) -> Response:
    return render("shop/quotations/show.html", **_facts(uow, quotation))


def _facts(uow: UnitOfWork, quotation: Quotation) -> dict[str, Any]:
    today = tokyo_day(uow.now)
    return {
        "quotation": quotation,
        "lines": queries.lines(quotation, current_locale()),
        "figures": figures.of(quotation, today),
        "terms": WORDS.get(quotation.incoterm) if quotation.incoterm else None,
        "shop": storefronts.makers(uow, [quotation.organisation_id], current_locale())[
            quotation.organisation_id
        ],
        "is_open": queries.is_open(quotation, today),
        "order_token": queries.order_token(uow, quotation),
    }
