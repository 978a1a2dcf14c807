"""How an account is protected, and where it is signed in."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity import entrance, queries, service, session
from core.identity.care import proof_first
from core.identity.forms import ChangePasswordForm
from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import SYSTEM, UnitOfWork
from core.web.feature import Feature, Transaction
from core.web.pages import render, url
from core.web.state import market, request_state

feature = Feature(__name__)


@feature.page("/security", permission=Permission.SIGNED_IN)
def security(uow: UnitOfWork) -> ResponseReturnValue:
    user_id = request_state().actor.user_id or 0
    here = queries.find_sign_in(uow.session, session.current_token())
    return render(
        "core/identity/security.html",
        person=queries.get_security(uow.session, user_id),
        sign_ins=queries.list_sign_ins(uow.session, user_id, uow.now),
        here=here.id if here else None,
        memberships=queries.list_memberships(uow.session, user_id),
    )


@feature.page(
    "/security/sign-ins/<int:sign_in_id>/end", permission=Permission.SIGNED_IN, post_only=True
)
def end_sign_in(uow: UnitOfWork, sign_in_id: int) -> ResponseReturnValue:
    service.end_sign_in_of(uow, request_state().actor.user_id or 0, sign_in_id)
    flash(gettext("This sign-in has ended."), "success")
    return redirect(url("core.identity.security"), 303)


@feature.page("/security/sign-ins/end-others", permission=Permission.SIGNED_IN, post_only=True)
def end_other_sign_ins(uow: UnitOfWork) -> ResponseReturnValue:
    user_id = request_state().actor.user_id or 0
    service.end_other_sign_ins(uow, user_id, session.current_token())
    flash(gettext("All other sign-ins have ended."), "success")
    return redirect(url("core.identity.security"), 303)


@feature.page(
    "/password",
    permission=Permission.SIGNED_IN,
    post=True,
    transaction=Transaction.MANUAL,
    limit=entrance.BY_VISITOR,
)
def password() -> ResponseReturnValue:
    user_id = request_state().actor.user_id or 0
    with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
        has_password = queries.get_security(uow.session, user_id).has_password
        if refusal := proof_first(uow):
            return refusal
    form = ChangePasswordForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: entrance.change_password(
            user_id, form.current.data if has_password else None, form.password.data or ""
        )
    ):
        flash(gettext("Your new password is set. All other sign-ins have ended."), "success")
        return redirect(url("core.identity.security"), 303)
    status = 422 if request.method == "POST" else 200
    return render(
        "core/identity/password.html", status=status, form=form, has_password=has_password
    )
