"""Members of a business and of the city's desk: invited by mail, given a role, removed at once."""

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


@feature.page(
    "/",
    area=Area.OFFICE,
    permission=Permission.OFFICE_MEMBERS_EDIT,
    post=True,
    limit=INVITATIONS,
)
def office(uow: UnitOfWork) -> ResponseReturnValue:
    return _index(uow, Area.OFFICE)


@feature.page(
    "/", area=Area.CITY, permission=Permission.CITY_MEMBERS_EDIT, post=True, limit=INVITATIONS
)
def city(uow: UnitOfWork) -> ResponseReturnValue:
    return _index(uow, Area.CITY)


@feature.page(
    "/<int:user_id>/role",
    area=Area.OFFICE,
    permission=Permission.OFFICE_MEMBERS_EDIT,
    post_only=True,
)
def change_role_office(uow: UnitOfWork, user_id: int) -> ResponseReturnValue:
    return _change_role(uow, Area.OFFICE, user_id)


@feature.page(
    "/<int:user_id>/role", area=Area.CITY, permission=Permission.CITY_MEMBERS_EDIT, post_only=True
)
def change_role_city(uow: UnitOfWork, user_id: int) -> ResponseReturnValue:
    return _change_role(uow, Area.CITY, user_id)


@feature.page(
    "/<int:user_id>/remove",
    area=Area.OFFICE,
    permission=Permission.OFFICE_MEMBERS_EDIT,
    post_only=True,
)
def remove_office(uow: UnitOfWork, user_id: int) -> ResponseReturnValue:
    return _remove(uow, Area.OFFICE, user_id)


@feature.page(
    "/<int:user_id>/remove",
    area=Area.CITY,
    permission=Permission.CITY_MEMBERS_EDIT,
    post_only=True,
)
def remove_city(uow: UnitOfWork, user_id: int) -> ResponseReturnValue:
    return _remove(uow, Area.CITY, user_id)


@feature.page(
    "/invitations/<int:invitation_id>/withdraw",
    area=Area.OFFICE,
    permission=Permission.OFFICE_MEMBERS_EDIT,
    post_only=True,
)
def withdraw_office(uow: UnitOfWork, invitation_id: int) -> ResponseReturnValue:
    return _withdraw(uow, Area.OFFICE, invitation_id)


@feature.page(
    "/invitations/<int:invitation_id>/withdraw",
    area=Area.CITY,
    permission=Permission.CITY_MEMBERS_EDIT,
    post_only=True,
)
def withdraw_city(uow: UnitOfWork, invitation_id: int) -> ResponseReturnValue:
    return _withdraw(uow, Area.CITY, invitation_id)


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


def init_app(app: Flask) -> None:
    feature.register(app)
    label = lazy("People")
    office_item = MenuItem(
        Area.OFFICE, label, "core.members.office", Permission.OFFICE_MEMBERS_EDIT, 80, "person"
    )
    menu.add(office_item)
    menu.add(
        MenuItem(Area.CITY, label, "core.members.city", Permission.CITY_MEMBERS_EDIT, 80, "person")
    )
