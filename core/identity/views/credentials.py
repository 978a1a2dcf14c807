"""Passkeys, one-time codes and recovery codes: set up, listed, taken away."""

import segno
from flask import flash, redirect, request
from flask import session as cookie
from flask.typing import ResponseReturnValue

from core.identity import ceremony, entrance, queries, service, session
from core.identity.care import proof_first
from core.identity.forms import CodeForm, NewPasskeyForm
from core.identity.models import User
from core.identity.passkeys import ask_for_new, check_new
from core.identity.permissions import Permission
from core.identity.ports import proofs
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import render, url
from core.web.state import request_state, session_text

feature = Feature(__name__)
_OFFERED = "one_time_secret"


def _me() -> int:
    return request_state().actor.user_id or 0


def _strengthen(uow: UnitOfWork) -> None:
    """What was just set up was just shown: the session has its second factor."""
    session.replace(service.renew_with_second_factor(uow, session.current_token()))


@feature.page("/passkeys", permission=Permission.SIGNED_IN, post=True, limit=entrance.BY_VISITOR)
def passkeys(uow: UnitOfWork) -> ResponseReturnValue:
    if refusal := proof_first(uow):
        return refusal
    form = NewPasskeyForm.of_request()
    if form.is_sent_and_valid() and form.attempt(lambda: _add_passkey(uow, form)):
        flash(gettext("The passkey is registered. You can sign in with it from now on."), "success")
        return redirect(url("core.identity.passkeys"), 303)
    user = uow.session.get_one(User, _me())
    known = queries.list_passkeys(uow.session, user.id)
    return render(
        "core/identity/passkeys.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        passkeys=known,
        asked=ceremony.ask(uow, ask_for_new(ceremony.site(), user, known)),
    )


def _add_passkey(uow: UnitOfWork, form: NewPasskeyForm) -> None:
    challenge = ceremony.challenge_of(uow, form.state.data or "")
    made = check_new(form.credential.data or "", challenge, ceremony.site())
    service.add_passkey(uow, _me(), made, name=form.name.data or "")
    _strengthen(uow)


@feature.page("/passkeys/<int:passkey_id>/remove", permission=Permission.SIGNED_IN, post_only=True)
def remove_passkey(uow: UnitOfWork, passkey_id: int) -> ResponseReturnValue:
    if refusal := proof_first(uow):
        return refusal
    service.remove_passkey(uow, _me(), passkey_id)
    flash(gettext("The passkey is removed."), "success")
    return redirect(url("core.identity.passkeys"), 303)


@feature.page(
    "/one-time-codes", permission=Permission.SIGNED_IN, post=True, limit=entrance.BY_VISITOR
)
def one_time_codes(uow: UnitOfWork) -> ResponseReturnValue:
    if refusal := proof_first(uow):
        return refusal
    person = queries.get_security(uow.session, _me())
    if person.has_one_time_codes:
        return render("core/identity/one_time_codes_in_use.html", person=person)
    secret = session_text(_OFFERED) or proofs().new_totp_secret()
    cookie[_OFFERED] = secret
    form = CodeForm.of_request()
    codes: list[str] = []
    if form.is_sent_and_valid() and form.attempt(
        lambda: codes.extend(_start_codes(uow, secret, form.code.data or ""))
    ):
        return render("core/identity/recovery_codes.html", codes=codes)
    return _offer_codes(uow, secret, form)


def _start_codes(uow: UnitOfWork, secret: str, code: str) -> list[str]:
    codes = service.start_one_time_codes(uow, _me(), secret=secret, code=code)
    _strengthen(uow)
    cookie.pop(_OFFERED)
    return codes


def _offer_codes(uow: UnitOfWork, secret: str, form: CodeForm) -> ResponseReturnValue:
    email = uow.session.get_one(User, _me()).email
    drawing = segno.make_qr(proofs().totp_uri(secret, email)).svg_data_uri(scale=5, border=2)
    return render(
        "core/identity/one_time_codes.html",
        status=422 if request.method == "POST" else 200,
        form=form,
        drawing=drawing,
        key=proofs().totp_key(secret),
    )


@feature.page("/one-time-codes/stop", permission=Permission.SIGNED_IN, post_only=True)
def stop_one_time_codes(uow: UnitOfWork) -> ResponseReturnValue:
    if refusal := proof_first(uow):
        return refusal
    service.stop_one_time_codes(uow, _me())
    flash(gettext("One-time codes are no longer asked for."), "success")
    return redirect(url("core.identity.security"), 303)


@feature.page("/recovery-codes", permission=Permission.SIGNED_IN, post_only=True)
def recovery_codes(uow: UnitOfWork) -> ResponseReturnValue:
    if refusal := proof_first(uow):
        return refusal
    codes = service.renew_recovery_codes(uow, _me())
    return render("core/identity/recovery_codes.html", codes=codes)
