"""Signing up, confirming an address, recovering an account."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity import entrance, service
from core.identity.destinations import wanted
from core.identity.forms import NewPasswordForm, RecoverForm, SignUpForm
from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import SYSTEM, UnitOfWork
from core.web.feature import Feature, Transaction
from core.web.pages import render, url
from core.web.state import market

feature = Feature(__name__)


@feature.page(
    "/sign-up",
    permission=Permission.PUBLIC,
    post=True,
    transaction=Transaction.MANUAL,
    limit=entrance.BY_VISITOR,
)
def sign_up() -> ResponseReturnValue:
    form = SignUpForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: entrance.sign_up(
            form.email.data or "", form.name.data or "", form.password.data or ""
        )
    ):
        return redirect(url("core.identity.mail_sent"), 303)
    status = 422 if request.method == "POST" else 200
    return render("core/identity/sign_up.html", status=status, form=form, next=wanted())


@feature.page("/mail-sent", permission=Permission.PUBLIC)
def mail_sent(_uow: UnitOfWork) -> ResponseReturnValue:
    """The one answer to everybody who gave an address, whoever they are."""
    return render("core/identity/mail_sent.html")


@feature.page("/confirm", permission=Permission.PUBLIC)
def confirm_start(_uow: UnitOfWork) -> ResponseReturnValue:
    """A confirmation link that lost its end on the way."""
    return redirect(url("core.identity.sign_up"), 303)


@feature.page("/confirm/<token>", permission=Permission.PUBLIC, post=True)
def confirm(uow: UnitOfWork, token: str) -> ResponseReturnValue:
    """The link opens a page with one button: programs that look into mails confirm nothing."""
    if request.method == "POST":
        service.confirm_email(uow, token)
        flash(gettext("Your e-mail address is confirmed. You can sign in now."), "success")
        return redirect(url("core.identity.sign_in"), 303)
    return render("core/identity/confirm.html", token=token)


@feature.page(
    "/recover",
    permission=Permission.PUBLIC,
    post=True,
    transaction=Transaction.MANUAL,
    limit=entrance.BY_VISITOR,
)
def recover() -> ResponseReturnValue:
    form = RecoverForm.of_request()
    if form.is_sent_and_valid():
        entrance.recover(form.email.data or "")
        return redirect(url("core.identity.mail_sent"), 303)
    status = 422 if request.method == "POST" else 200
    return render("core/identity/recover.html", status=status, form=form)


@feature.page(
    "/recover/<token>",
    permission=Permission.PUBLIC,
    post=True,
    transaction=Transaction.MANUAL,
    limit=entrance.BY_VISITOR,
)
def reset(token: str) -> ResponseReturnValue:
    with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
        is_alive = service.is_recovery(uow, token)
    if not is_alive:
        return render("core/identity/link_dead.html", status=410)
    form = NewPasswordForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: entrance.reset_password(token, form.password.data or "")
    ):
        flash(gettext("Your new password is set. Please sign in with it."), "success")
        return redirect(url("core.identity.sign_in"), 303)
    status = 422 if request.method == "POST" else 200
    return render("core/identity/reset.html", status=status, form=form, token=token)
