"""What one agrees to, and since when."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import render, url
from shop.accounts import consents
from shop.accounts.service import get_user

feature = Feature(__name__)


@feature.page("/consents", permission=Permission.SIGNED_IN, post=True)
def show_consents(uow: UnitOfWork) -> ResponseReturnValue:
    user = get_user(uow)
    if request.method == "POST":
        said = {kind.key: request.form.get(kind.key) == "y" for kind in consents.KINDS}
        consents.answer(uow, user.id, said)
        flash(gettext("Saved."), "success")
        return redirect(url("shop.accounts.show_consents"), 303)
    known = consents.current(uow, user.id)
    return render(
        "shop/accounts/consents.html",
        kinds=[(kind, known.get(kind.key)) for kind in consents.KINDS],
    )
