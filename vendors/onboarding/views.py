"""Pages of onboarding: for businesses that apply, and for the staff who decide."""

from dataclasses import dataclass

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.limits import Limit
from core.web.navigation import Area
from core.web.pages import render, url
from core.web.state import market
from vendors.onboarding import queries, service
from vendors.onboarding.forms import ApplicationForm, DecisionForm, WithdrawForm
from vendors.onboarding.states import ApplicationState

feature = Feature(__name__)


@dataclass(frozen=True)
class Tab:
    """A state of applications as a tab."""

    label: str
    url: str
    is_current: bool
    count: int


@feature.page("", permission=Permission.PUBLIC)
def index(_uow: UnitOfWork) -> ResponseReturnValue:
    return render("vendors/onboarding/index.html")


@feature.page(
    "/apply", permission=Permission.PUBLIC, post=True, limit=Limit(times=10, seconds=3600)
)
def apply(uow: UnitOfWork) -> ResponseReturnValue:
    form = ApplicationForm.of_request()
    if form.is_sent_and_valid() and form.attempt(lambda: _send(uow, form)):
        return redirect(url("vendors.onboarding.thanks"), 303)
    status = 422 if request.method == "POST" else 200
    return render("vendors/onboarding/apply.html", status=status, form=form)


def _send(uow: UnitOfWork, form: ApplicationForm) -> None:
    values = form.values
    has_consented = bool(values.pop("consent"))
    details = service.Details(**values)
    service.apply(uow, details, locale=current_locale(), has_consented=has_consented)


@feature.page("/thanks", permission=Permission.PUBLIC)
def thanks(_uow: UnitOfWork) -> ResponseReturnValue:
    return render("vendors/onboarding/thanks.html")


@feature.page("/status/<token>", permission=Permission.PUBLIC)
def status(uow: UnitOfWork, token: str) -> ResponseReturnValue:
    application = queries.get_by_token(uow.session, token)
    return render("vendors/onboarding/status.html", application=application)


@feature.page("/status/<token>/withdraw", permission=Permission.PUBLIC, post=True)
def withdraw(uow: UnitOfWork, token: str) -> ResponseReturnValue:
    application = queries.get_by_token(uow.session, token)
    form = WithdrawForm.of_request()
    if form.is_sent_and_valid() and form.attempt(lambda: service.withdraw(uow, token)):
        return redirect(url("vendors.onboarding.status", token=token), 303)
    status = 422 if request.method == "POST" else 200
    return render(
        "vendors/onboarding/withdraw.html", status=status, form=form, application=application
    )


@feature.page("", permission=Permission.CITY_ONBOARDING_DECIDE, area=Area.CITY)
def applications(uow: UnitOfWork) -> ResponseReturnValue:
    state = _state(request.args.get("state", ""))
    after = request.args.get("after", type=int)
    rows = queries.list_by_state(uow.session, state, after=after)
    page = rows[: queries.PAGE]
    following = None
    if len(rows) > queries.PAGE:
        following = url("vendors.onboarding.applications", state=state.value, after=page[-1].id)
    return render(
        "vendors/onboarding/applications.html",
        state=state,
        applications=page,
        following=following,
        tabs=_tabs(uow, state),
    )


def _state(word: str) -> ApplicationState:
    return ApplicationState(word) if word in set(ApplicationState) else ApplicationState.PENDING


def state_words() -> dict[ApplicationState, str]:
    """Each state in the reader's words."""
    return {
        ApplicationState.PENDING: gettext("Waiting"),
        ApplicationState.APPROVED: gettext("Approved"),
        ApplicationState.REFUSED: gettext("Refused"),
        ApplicationState.WITHDRAWN: gettext("Withdrawn"),
    }


def _tabs(uow: UnitOfWork, current: ApplicationState) -> list[Tab]:
    counts = queries.count_by_state(uow.session)
    address = "vendors.onboarding.applications"
    return [
        Tab(word, url(address, state=state.value), state is current, counts[state])
        for state, word in state_words().items()
    ]


@feature.page(
    "/<int:application_id>", permission=Permission.CITY_ONBOARDING_DECIDE, area=Area.CITY, post=True
)
def decide(uow: UnitOfWork, application_id: int) -> ResponseReturnValue:
    application = queries.get(uow.session, application_id)
    form = DecisionForm.of_request(slug=f"shop-{application.id}")
    if form.is_sent_and_valid() and form.attempt(lambda: _decide(uow, application_id, form)):
        flash(gettext("The decision is written down and the applicant gets a mail."), "success")
        return redirect(url("vendors.onboarding.decide", application_id=application_id), 303)
    return render(
        "vendors/onboarding/decide.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        application=application,
        words=state_words(),
        slug=queries.storefront_slug(uow.session, application.organisation_id),
    )


def _decide(uow: UnitOfWork, application_id: int, form: DecisionForm) -> None:
    values = form.values
    reason, note = values["reason"] or "", values["note"] or ""
    if values["decision"] == "approve":
        slug = (values["slug"] or "").strip()
        locale = queries.get(uow.session, application_id).locale
        join_page = market().settings.effective_public_url + url(
            "core.identity.join_start", lang=locale
        )
        service.approve(
            uow, application_id, slug=slug, join_page=join_page, reason=reason, note=note
        )
    else:
        service.refuse(uow, application_id, reason=reason, note=note)
