"""The business's desk and the city's: reading requests and answering them."""

from dataclasses import dataclass
from functools import partial

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from i18n.translated import shown
from shop.returns import queries, service
from shop.returns.forms import AnswerForm
from shop.returns.states import BEARERS, REASONS, WORDS, Reason, Remedy, ReturnState
from shop.returns.views.buyer import picture

feature = Feature(__name__)
VIEW, ANSWER = Permission.OFFICE_ORDERS_VIEW, Permission.OFFICE_ORDERS_SHIP
DECIDE = Permission.CITY_RETURNS_DECIDE
OFFICE, CITY = Area.OFFICE.value, Area.CITY.value


@dataclass(frozen=True)
class Tab:
    """Requests of one state, as a tab."""

    label: str
    url: str
    is_current: bool
    count: int


@feature.page("", permission=VIEW, area=Area.OFFICE)
def office_index(uow: UnitOfWork) -> ResponseReturnValue:
    return _index(uow, OFFICE, uow.actor.organisation_id or 0)


@feature.page("", permission=DECIDE, area=Area.CITY)
def city_index(uow: UnitOfWork) -> ResponseReturnValue:
    return _index(uow, CITY, None)


def _index(uow: UnitOfWork, area: str, organisation_id: int | None) -> ResponseReturnValue:
    first = ReturnState.ASKED if area == OFFICE else ReturnState.DISPUTED
    word = request.args.get("state", "")
    state = ReturnState(word) if word in set(ReturnState) else first
    counted = queries.counts(uow.session, organisation_id)
    tabs = [
        Tab(
            str(said),
            url(f"shop.returns.{area}_index", state=each.value),
            each is state,
            counted[each],
        )
        for each, said in WORDS.items()
    ]
    rows = queries.desk(uow.session, current_locale(), state=state, organisation_id=organisation_id)
    return render(
        f"shop/returns/{area}_index.html",
        rows=rows,
        tabs=tabs,
        reasons={reason.value: said for reason, said in REASONS.items()},
    )


@feature.page("/<int:request_id>", permission=VIEW, area=Area.OFFICE, post=True)
def office_show(uow: UnitOfWork, request_id: int) -> ResponseReturnValue:
    own = uow.actor.organisation_id or 0
    return _show(uow, OFFICE, request_id, own, may_answer=ANSWER in uow.actor.permissions)


@feature.page("/<int:request_id>", permission=DECIDE, area=Area.CITY, post=True)
def city_show(uow: UnitOfWork, request_id: int) -> ResponseReturnValue:
    return _show(uow, CITY, request_id, None, may_answer=True)


def _show(
    uow: UnitOfWork, area: str, request_id: int, organisation_id: int | None, *, may_answer: bool
) -> ResponseReturnValue:
    found = service.get_request(uow, request_id, organisation_id=organisation_id)
    form = AnswerForm.of_request()
    act = partial(_answer, uow, form, request_id, organisation_id)
    if may_answer and form.is_sent_and_valid() and form.attempt(act):
        flash(gettext("Your answer is on its way to the buyer."), "success")
        return redirect(url(f"shop.returns.{area}_show", request_id=request_id), 303)
    locale = current_locale()
    answerable = {ReturnState.ASKED, ReturnState.REFUSED}
    if area == CITY:
        answerable.add(ReturnState.DISPUTED)
    return render(
        f"shop/returns/{area}_show.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        found=found,
        vendor=shown(found.order.vendor_names, locale),
        lines=[(item.quantity, shown(item.line.names, locale)) for item in found.items],
        worth=service.worth(uow, found),
        reasons=REASONS,
        words=WORDS,
        bearers=BEARERS,
        may_answer=may_answer and found.state in answerable,
        is_mind_changed=found.reason is Reason.CHANGED_MIND,
    )


def _answer(
    uow: UnitOfWork, form: AnswerForm, request_id: int, organisation_id: int | None
) -> None:
    words, locale = form.words.data or "", current_locale()
    if form.remedy.data == "no":
        service.refuse(uow, request_id, words=words, locale=locale, organisation_id=organisation_id)
        return
    service.accept(
        uow,
        request_id,
        remedy=Remedy(form.remedy.data),
        words=words,
        locale=locale,
        organisation_id=organisation_id,
        amount=form.amount.data,
    )


@feature.page("/<int:request_id>/photos/<int:photo_id>", permission=VIEW, area=Area.OFFICE)
def office_photo(uow: UnitOfWork, request_id: int, photo_id: int) -> ResponseReturnValue:
    own = uow.actor.organisation_id or 0
    found = service.get_request(uow, request_id, organisation_id=own)
    return picture(queries.photo_key(uow.session, found, photo_id))


@feature.page("/<int:request_id>/photos/<int:photo_id>", permission=DECIDE, area=Area.CITY)
def city_photo(uow: UnitOfWork, request_id: int, photo_id: int) -> ResponseReturnValue:
    found = service.get_request(uow, request_id)
    return picture(queries.photo_key(uow.session, found, photo_id))
