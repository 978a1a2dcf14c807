"""A copy of one's data, and the end of one's account."""

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity import session as sign_in
from core.identity.care import proof_first
from core.identity.destinations import address
from core.identity.permissions import Permission
from core.privacy import service
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import render, url
from shop.accounts.forms import EraseForm
from shop.accounts.service import get_user

feature = Feature(__name__)


@feature.page("/data", permission=Permission.SIGNED_IN, post=True)
def privacy(uow: UnitOfWork) -> ResponseReturnValue:
    """Ask for a copy; its link comes by mail, so that a browser left open gives nothing away."""
    user = get_user(uow)
    form = EraseForm.of_request()

    def ask() -> None:
        page = address("shop.accounts.privacy")
        service.ask(uow, user.id, locale=current_locale(), page=page)

    if form.is_sent_and_valid() and form.attempt(ask):
        flash(gettext("We are making your copy. Its link comes by mail in a few minutes."), "info")
        return redirect(url("shop.accounts.privacy"), 303)
    status = 422 if request.method == "POST" else 200
    return render("shop/accounts/privacy.html", status=status, form=form, kept=service.kept())


@feature.page("/data/<token>", permission=Permission.SIGNED_IN)
def fetch_copy(uow: UnitOfWork, token: str) -> ResponseReturnValue:
    answer = Response(service.fetch(uow, get_user(uow).id, token), mimetype="application/zip")
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@feature.page("/erase", permission=Permission.SIGNED_IN, post=True)
def erase(uow: UnitOfWork) -> ResponseReturnValue:
    if refusal := proof_first(uow):
        return refusal
    form = EraseForm.of_request()
    user = get_user(uow)
    if form.is_sent_and_valid() and form.attempt(lambda: service.erase(uow, user.id)):
        sign_in.forget()
        flash(gettext("Your account is erased."), "success")
        return redirect(f"/{current_locale()}/", 303)
    status = 422 if request.method == "POST" else 200
    return render("shop/accounts/erase.html", status=status, form=form, kept=service.kept())
