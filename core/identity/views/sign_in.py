"""Signing in and out, and choosing for whom to act."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from core.errors import NotFoundError
from core.identity import ceremony, destinations, entrance, queries, service, session
from core.identity.destinations import wanted
from core.identity.forms import ROLE_NAMES, PasskeyForm, SignInForm
from core.identity.passkeys import ask_for_known
from core.identity.permissions import Permission
from core.text import current_locale
from core.unit_of_work import SYSTEM, UnitOfWork
from core.web.feature import Feature, Transaction
from core.web.pages import render, url
from core.web.state import market, request_state

feature = Feature(__name__)


@feature.page(
    "/sign-in",
    permission=Permission.PUBLIC,
    post=True,
    transaction=Transaction.MANUAL,
    limit=entrance.BY_VISITOR,
)
def sign_in() -> ResponseReturnValue:
    form = SignInForm.of_request()
    needs_code: list[bool] = []
    if form.is_sent_and_valid() and form.attempt(
        lambda: needs_code.append(
            entrance.enter_by_password(form.email.data or "", form.password.data or "")
        )
    ):
        after = url("core.identity.second_factor", next=wanted())
        return redirect(after if needs_code[0] else destinations.start(wanted()), 303)
    return _page(form)


@feature.page(
    "/sign-in/passkey",
    permission=Permission.PUBLIC,
    post_only=True,
    transaction=Transaction.MANUAL,
    limit=entrance.BY_VISITOR,
)
def sign_in_with_passkey() -> ResponseReturnValue:
    sent = PasskeyForm.of_request()
    shown = SignInForm()
    if shown.attempt(
        lambda: entrance.enter_by_passkey(sent.credential.data or "", sent.state.data or "")
    ):
        return redirect(destinations.start(wanted()), 303)
    return _page(shown)


def _page(form: SignInForm) -> ResponseReturnValue:
    with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
        asked = ceremony.ask(uow, ask_for_known(ceremony.site()))
    status = 422 if request.method == "POST" else 200
    return render(
        "core/identity/sign_in.html", status=status, form=form, asked=asked, next=wanted()
    )


@feature.page("/sign-out", permission=Permission.PUBLIC, post_only=True)
def sign_out(uow: UnitOfWork) -> ResponseReturnValue:
    if token := session.current_token():
        service.end_sign_in(uow, token)
    session.forget()
    return redirect(f"/{current_locale()}/", 303)


@feature.page("/", permission=Permission.SIGNED_IN)
def start(uow: UnitOfWork) -> ResponseReturnValue:
    """The person's place: their desk, the choice of one, or the market."""
    actor = request_state().actor
    memberships = queries.list_memberships(uow.session, actor.user_id or 0)
    if len(memberships) > 1 and not session.has_chosen():
        return redirect(url("core.identity.organisations"), 303)
    return redirect(destinations.home(), 303)


@feature.page("/organisations", permission=Permission.SIGNED_IN, post=True)
def organisations(uow: UnitOfWork) -> ResponseReturnValue:
    actor = request_state().actor
    memberships = queries.list_memberships(uow.session, actor.user_id or 0)
    if request.method == "POST":
        wish = request.form.get("organisation_id", type=int)
        if wish not in {member.organisation_id for member in memberships}:
            raise NotFoundError("no such membership")
        session.choose_organisation(wish)
        return redirect(url("core.identity.start"), 303)
    return render(
        "core/identity/organisations.html", memberships=memberships, role_names=ROLE_NAMES
    )
