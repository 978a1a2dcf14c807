"""One's name and language, a copy of one's data, and its erasure."""

import json

from flask import Response, flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity import session as sign_in
from core.identity.permissions import Permission
from core.text import current_locale, gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import render, url
from shop.accounts import service
from shop.accounts.forms import EraseForm, ProfileForm

feature = Feature(__name__)


@feature.page("/profile", permission=Permission.SIGNED_IN, post=True)
def profile(uow: UnitOfWork) -> ResponseReturnValue:
    user = service.get_user(uow)
    form = ProfileForm.of_request(name=user.name, locale=user.locale)
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.update_profile(uow, **form.values)
    ):
        flash(gettext("Saved."), "success")
        return redirect(url("shop.accounts.profile"), 303)
    status = 422 if request.method == "POST" else 200
    return render("shop/accounts/profile.html", status=status, form=form, user=user)


@feature.page("/export", permission=Permission.SIGNED_IN)
def export(uow: UnitOfWork) -> ResponseReturnValue:
    text = json.dumps(service.export(uow), ensure_ascii=False, indent=2)
    answer = Response(text, mimetype="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@feature.page("/erase", permission=Permission.SIGNED_IN, post=True)
def erase(uow: UnitOfWork) -> ResponseReturnValue:
    form = EraseForm.of_request()
    if form.is_sent_and_valid() and form.attempt(lambda: service.erase(uow)):
        sign_in.forget()
        flash(gettext("Your account is erased."), "success")
        return redirect(f"/{current_locale()}/", 303)
    status = 422 if request.method == "POST" else 200
    return render("shop/accounts/erase.html", status=status, form=form)
