"""Joining an organisation by a mailed invitation."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity import destinations, entrance, queries, service, session
from core.identity.forms import ROLE_NAMES, JoinForm
from core.identity.models import Invitation
from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import SYSTEM, UnitOfWork
from core.web.feature import Feature, Transaction
from core.web.pages import render
from core.web.state import market, request_state

feature = Feature(__name__)


@feature.page("/join", permission=Permission.PUBLIC)
def join_start(_uow: UnitOfWork) -> ResponseReturnValue:
    """An invitation that lost its end on the way."""
    return render("core/identity/link_dead.html", status=410)


@feature.page(
    "/join/<token>",
    permission=Permission.PUBLIC,
    post=True,
    transaction=Transaction.MANUAL,
    limit=entrance.BY_VISITOR,
)
def join(token: str) -> ResponseReturnValue:
    with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
        invitation = service.find_invitation(uow, token)
        has_account = _has_account(uow, invitation)
    if invitation is None:
        return render("core/identity/link_dead.html", status=410)
    if request_state().actor.is_signed_in:
        return _join_signed_in(token, invitation)
    if has_account:
        return _page(token, invitation, None)
    return _join_new(token, invitation)


def _has_account(uow: UnitOfWork, invitation: Invitation | None) -> bool:
    if invitation is None:
        return False
    return queries.find_user_by_email(uow.session, invitation.email) is not None


def _join_signed_in(token: str, invitation: Invitation) -> ResponseReturnValue:
    actor = request_state().actor
    if request.method == "GET":
        return _page(token, invitation, None)
    with market().database.unit_of_work(actor) as uow:
        member = service.accept_invitation(uow, token, user_id=actor.user_id or 0)
    return _arrive(member.organisation_id, invitation.organisation.name)


def _join_new(token: str, invitation: Invitation) -> ResponseReturnValue:
    form = JoinForm.of_request()
    if form.is_sent_and_valid() and form.attempt(
        lambda: entrance.join(
            token, invitation.email, form.name.data or "", form.password.data or ""
        )
    ):
        return _arrive(invitation.organisation_id, invitation.organisation.name)
    return _page(token, invitation, form)


def _page(token: str, invitation: Invitation, form: JoinForm | None) -> ResponseReturnValue:
    return render(
        "core/identity/join.html",
        status=422 if request.method == "POST" else 200,
        invitation=invitation,
        form=form,
        token=token,
        role_names=ROLE_NAMES,
    )


def _arrive(organisation_id: int, name: str) -> ResponseReturnValue:
    session.choose_organisation(organisation_id)
    flash(gettext("Welcome to %(organisation)s.", organisation=name), "success")
    return redirect(destinations.start(), 303)
