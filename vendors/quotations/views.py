"""Requests for quotations: what waits, and the answer."""

from dataclasses import dataclass
from typing import Any

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.dates import tokyo_day
from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.fields import plain_number
from core.web.navigation import Area
from core.web.pages import render, url
from shop.quotations import figures, queries, service
from shop.quotations.incoterms import WORDS
from shop.quotations.models import Quotation
from shop.quotations.service import Offer
from shop.quotations.states import QuotationState
from vendors.desk import organisation_of
from vendors.quotations.forms import OfferForm, RefuseForm

feature = Feature(__name__)
EDIT = Permission.OFFICE_ORDERS_SHIP
OPEN = (QuotationState.ASKED, QuotationState.ANSWERED)
PRICE = "price-"


@dataclass(frozen=True)
class Row:
    """A quotation in the list."""

    quotation: Quotation
    state: str
    goods: str


def state_words() -> dict[QuotationState, str]:
    """Each state in the business's words."""
    return {
        QuotationState.ASKED: gettext("Waits for your answer"),
        QuotationState.ANSWERED: gettext("Answered"),
        QuotationState.ACCEPTED: gettext("Taken"),
        QuotationState.DECLINED: gettext("Not taken"),
        QuotationState.REFUSED: gettext("You said no"),
        QuotationState.EXPIRED: gettext("Over"),
    }


@feature.page("", permission=Permission.OFFICE_ORDERS_VIEW, area=Area.OFFICE)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    words, locale = state_words(), current_locale()
    found = service.list_of(uow, organisation_of(uow), list(QuotationState))
    rows = [
        Row(
            one,
            words[one.state],
            ", ".join(
                f"{each.name.text} × {each.line.quantity}" for each in queries.lines(one, locale)
            ),
        )
        for one in found
    ]
    return render("vendors/quotations/index.html", rows=rows)


@feature.page("/<int:quotation_id>", permission=EDIT, area=Area.OFFICE, post=True)
def show(uow: UnitOfWork, quotation_id: int) -> ResponseReturnValue:
    """The request, and the form of the answer while it may be answered."""
    organisation_id = organisation_of(uow)
    quotation = service.get(uow, quotation_id, organisation_id=organisation_id)
    form = OfferForm.of_request(
        freight=quotation.freight, valid_until=quotation.valid_until, note=quotation.note
    )
    typed = _prices()
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.answer(
            uow, quotation_id, _offer(form, typed), organisation_id=organisation_id
        )
    ):
        flash(gettext("Your offer is on its way to the buyer."), "success")
        return redirect(url("vendors.quotations.index"), 303)
    status = 422 if request.method == "POST" else 200
    return render(
        "vendors/quotations/show.html",
        status=status,
        form=form,
        typed=typed,
        **_facts(uow, quotation),
    )


def _facts(uow: UnitOfWork, quotation: Quotation) -> dict[str, Any]:
    return {
        "quotation": quotation,
        "state_word": state_words()[quotation.state],
        "lines": queries.lines(quotation, current_locale()),
        "figures": figures.of(quotation, tokyo_day(uow.now)),
        "terms": WORDS.get(quotation.incoterm) if quotation.incoterm else None,
        "can_answer": quotation.state in OPEN,
    }


def _prices() -> dict[int, int]:
    """Line → net price as typed; what is no number is left out."""
    found: dict[int, int] = {}
    for name, value in request.form.items():
        key, text = name.removeprefix(PRICE), plain_number(value)
        if name.startswith(PRICE) and key.isdecimal() and text.isdecimal() and len(text) < 10:
            found[int(key)] = int(text)
    return found


def _offer(form: OfferForm, prices: dict[int, int]) -> Offer:
    values = form.values
    return Offer(
        prices=prices,
        freight=values["freight"],
        valid_until=values["valid_until"],
        note=values["note"] or "",
    )


@feature.page("/<int:quotation_id>/refuse", permission=EDIT, area=Area.OFFICE, post=True)
def refuse(uow: UnitOfWork, quotation_id: int) -> ResponseReturnValue:
    organisation_id = organisation_of(uow)
    quotation = service.get(uow, quotation_id, organisation_id=organisation_id)
    form = RefuseForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.refuse(
            uow, quotation_id, organisation_id=organisation_id, reason=form.values["reason"]
        )
    ):
        flash(gettext("The buyer gets a mail."), "success")
        return redirect(url("vendors.quotations.index"), 303)
    status = 422 if request.method == "POST" else 200
    return render("vendors/quotations/refuse.html", status=status, form=form, quotation=quotation)
