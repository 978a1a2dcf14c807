"""The second factor at sign-in, and showing again who one is."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from core.identity import ceremony, destinations, entrance, queries, session
from core.identity.destinations import wanted
from core.identity.forms import CodeForm, PasskeyForm, ProveForm
from core.identity.passkeys import ask_for_known
from core.identity.permissions import Permission
from core.unit_of_work import SYSTEM
from core.web.feature import Feature, Transaction
from core.web.forms import Form
from core.web.pages import render, url
from core.web.state import market, request_state

feature = Feature(__name__)
SECOND_FACTOR = "core/identity/second_factor.html"
PROVE = "core/identity/prove.html"


def _whose() -> int | None:
    """Who is to show a second factor: signed in already, or with a right password so far."""
    actor = request_state().actor
    if actor.user_id is not None:
        return actor.user_id
    with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
        return queries.find_pending(uow.session, session.current_token(), uow.now)


@feature.page(
    "/second-factor",
    permission=Permission.PUBLIC,
    post=True,
    transaction=Transaction.MANUAL,
    limit=entrance.BY_VISITOR,
)
def second_factor() -> ResponseReturnValue:
    user_id = _whose()
    if user_id is None:
        return redirect(url("core.identity.sign_in", next=wanted()), 303)
    if request_state().actor.has_second_factor:
        return redirect(destinations.start(wanted()), 303)
    form = CodeForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: entrance.give_code(user_id, form.code.data or "")
    ):
        return redirect(destinations.start(wanted()), 303)
    return _page(SECOND_FACTOR, user_id, form)


@feature.page(
    "/second-factor/passkey",
    permission=Permission.PUBLIC,
    post_only=True,
    transaction=Transaction.MANUAL,
    limit=entrance.BY_VISITOR,
)
def second_factor_with_passkey() -> ResponseReturnValue:
    user_id = _whose()
    if user_id is None:
        return redirect(url("core.identity.sign_in", next=wanted()), 303)
    shown = CodeForm()
    if _gives_passkey(user_id, shown):
        return redirect(destinations.start(wanted()), 303)
    return _page(SECOND_FACTOR, user_id, shown)


@feature.page(
    "/prove",
    permission=Permission.SIGNED_IN,
    post=True,
    transaction=Transaction.MANUAL,
    limit=entrance.BY_VISITOR,
)
def prove() -> ResponseReturnValue:
    """Show again who you are, before credentials are changed."""
    user_id = request_state().actor.user_id or 0
    form = ProveForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: entrance.prove_again(user_id, form.current.data or "")
    ):
        return redirect(wanted() or url("core.identity.security"), 303)
    return _page(PROVE, user_id, form)


@feature.page(
    "/prove/passkey",
    permission=Permission.SIGNED_IN,
    post_only=True,
    transaction=Transaction.MANUAL,
    limit=entrance.BY_VISITOR,
)
def prove_with_passkey() -> ResponseReturnValue:
    user_id = request_state().actor.user_id or 0
    shown = ProveForm()
    if _gives_passkey(user_id, shown):
        return redirect(wanted() or url("core.identity.security"), 303)
    return _page(PROVE, user_id, shown)


def _gives_passkey(user_id: int, shown: Form) -> bool:
    """Whether the passkey that was sent is the person's; the form that is shown says if not."""
    sent = PasskeyForm.of_request()
    return shown.attempt(
        lambda: entrance.give_passkey(user_id, sent.credential.data or "", sent.state.data or "")
    )


def _page(template: str, user_id: int, form: Form) -> ResponseReturnValue:
    """A page that asks for one of the person's factors, and lets a known device answer."""
    with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
        person = queries.get_security(uow.session, user_id)
        known = queries.list_passkeys(uow.session, user_id)
        asked = ceremony.ask(uow, ask_for_known(ceremony.site(), known)) if known else None
    return render(
        template,
        status=422 if request.method == "POST" else 200,
        form=form,
        person=person,
        asked=asked,
        next=wanted(),
    )
