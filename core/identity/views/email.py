"""Changing one's own e-mail address."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity import entrance, service
from core.identity.care import proof_first
from core.identity.destinations import address
from core.identity.forms import ChangeEmailForm
from core.identity.models import User
from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.forms import Form
from core.web.pages import render, url
from core.web.state import request_state

feature = Feature(__name__)


@feature.page("/email", permission=Permission.SIGNED_IN, post=True, limit=entrance.MAILS_TO)
def change_email(uow: UnitOfWork) -> ResponseReturnValue:
    """The answer is the same whether or not the new address has an account."""
    if refusal := proof_first(uow):
        return refusal
    user_id = request_state().actor.user_id or 0
    form = ChangeEmailForm.of_request()

    def ask() -> None:
        page = address("core.identity.change_email")
        service.ask_email_change(
            uow, user_id, email=form.email.data or "", locale=current_locale(), page=page
        )

    if form.is_sent_and_valid() and form.attempt(ask):
        flash(gettext("A mail with a link is on its way to the new address."), "info")
        return redirect(url("core.identity.change_email"), 303)
    status = 422 if request.method == "POST" else 200
    user = uow.session.get_one(User, user_id)
    return render("core/identity/email.html", status=status, form=form, email=user.email)


@feature.page("/email/<token>", permission=Permission.PUBLIC, post=True)
def confirm_email_change(uow: UnitOfWork, token: str) -> ResponseReturnValue:
    """The link opens a page with one button: programs that look into mails change nothing."""
    email = service.new_email(uow, token)
    if email is None:
        return render("core/identity/link_dead.html", status=410)
    form = Form.of_request()
    if request.method == "POST" and form.attempt(lambda: service.change_email(uow, token)):
        flash(gettext("Your new e-mail address is in use from now on."), "success")
        return redirect(url("core.identity.start"), 303)
    status = 422 if request.method == "POST" else 200
    return render(
        "core/identity/email_confirm.html", status=status, form=form, email=email, token=token
    )
