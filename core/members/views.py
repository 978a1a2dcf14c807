"""Members of a business and of the city's desk: invited by mail, given a role, removed at once."""

from collections.abc import Callable
from typing import Any, Final

from flask import Flask, flash, redirect, request
from flask.typing import ResponseReturnValue

from core.errors import DomainError
from core.identity import queries, service
from core.identity.destinations import address
from core.identity.forms import ROLE_NAMES, InviteForm, RoleForm
from core.identity.models import Organisation, Role
from core.identity.permissions import Permission
from core.text import current_locale, gettext, lazy
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.limits import Limit
from core.web.navigation import Area, MenuItem, menu
from core.web.pages import render, url
from core.web.state import request_state

feature = Feature(__name__)
INVITATIONS = Limit(30, 3600)
PERMISSIONS: Final = {
    Area.OFFICE: Permission.OFFICE_MEMBERS_EDIT,
    Area.CITY: Permission.CITY_MEMBERS_EDIT,
}
"""The desks that have members, and who may change them there."""


def _mine() -> int:
    return request_state().actor.organisation_id or 0


def _index(uow: UnitOfWork, area: Area) -> ResponseReturnValue:
    form = InviteForm.of_request()
    form.role.choices = _choices(uow)
    if form.is_sent_and_valid() and form.attempt(lambda: _invite(uow, form)):
        flash(gettext("The invitation is on its way."), "success")
        return _back(area)
    return _page(uow, area, form)


def _page(uow: UnitOfWork, area: Area, form: InviteForm) -> ResponseReturnValue:
    return render(
        "core/members/index.html",
        status=422 if request.method == "POST" else 200,
        area=area.value,
        form=form,
        roles=_choices(uow),
        role_names=ROLE_NAMES,
        members=queries.list_members(uow.session, _mine()),
        invitations=queries.list_invitations(uow.session, _mine()),
        me=request_state().actor.user_id,
    )


def _choices(uow: UnitOfWork) -> list[tuple[str, str]]:
    kind = uow.session.get_one(Organisation, _mine()).kind
    return [(role.value, str(ROLE_NAMES[role])) for role in service.ROLES_OF[kind]]


def _invite(uow: UnitOfWork, form: InviteForm) -> None:
    service.invite(
        uow,
        organisation_id=_mine(),
        email=form.email.data or "",
        role=Role(form.role.data),
        locale=current_locale(),
        page=address("core.identity.join_start"),
    )


def _change_role(uow: UnitOfWork, area: Area, user_id: int) -> ResponseReturnValue:
    form = RoleForm.of_request()
    form.role.choices = _choices(uow)
    if not form.validate():
        raise DomainError("role_unfit", "Choose a role from the list.")
    service.change_role(uow, organisation_id=_mine(), user_id=user_id, role=Role(form.role.data))
    flash(gettext("The role is changed."), "success")
    return _back(area)


def _remove(uow: UnitOfWork, area: Area, user_id: int) -> ResponseReturnValue:
    service.remove_member(uow, organisation_id=_mine(), user_id=user_id)
    flash(gettext("This person has no access any more."), "success")
    if user_id == request_state().actor.user_id:
        return redirect(url("core.identity.start"), 303)
    return _back(area)


def _withdraw(uow: UnitOfWork, area: Area, invitation_id: int) -> ResponseReturnValue:
    service.withdraw_invitation(uow, organisation_id=_mine(), invitation_id=invitation_id)
    flash(gettext("The invitation is withdrawn."), "success")
    return _back(area)


def _back(area: Area) -> ResponseReturnValue:
    return redirect(url(f"core.members.{area.value}"), 303)


def _declare(
    area: Area, name: str, rule: str, view: Callable[..., ResponseReturnValue], **how: Any
) -> None:
    """The same page at one of the desks; its address and its name say at which."""

    def answer(uow: UnitOfWork, **values: int) -> ResponseReturnValue:
        return view(uow, area, **values)

    answer.__name__ = name
    feature.page(rule, area=area, permission=PERMISSIONS[area], **how)(answer)


for _area in PERMISSIONS:
    _declare(_area, _area.value, "/", _index, post=True, limit=INVITATIONS)
    for _name, _rule, _view in (
        ("change_role", "/<int:user_id>/role", _change_role),
        ("remove", "/<int:user_id>/remove", _remove),
        ("withdraw", "/invitations/<int:invitation_id>/withdraw", _withdraw),
    ):
        _declare(_area, f"{_name}_{_area.value}", _rule, _view, post_only=True)


def init_app(app: Flask) -> None:
    feature.register(app)
    label = lazy("People")
    for area, permission in PERMISSIONS.items():
        menu.add(MenuItem(area, label, f"core.members.{area.value}", permission, 80, "person"))
