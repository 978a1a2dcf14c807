"""One's name and the language of one's mails."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import render, url
from shop.accounts import service
from shop.accounts.forms import ProfileForm

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
