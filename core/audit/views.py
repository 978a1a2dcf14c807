"""The trail of changes: a business sees its own, the city sees all."""

from flask import Flask, request
from flask.typing import ResponseReturnValue

from core.audit import actions, queries
from core.identity.permissions import Permission
from core.text import lazy
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area, MenuItem, menu
from core.web.pages import render, url
from core.web.state import request_state

feature = Feature(__name__)


@feature.page("/", area=Area.OFFICE, permission=Permission.OFFICE_AUDIT_VIEW)
def office(uow: UnitOfWork) -> ResponseReturnValue:
    return _page(uow, Area.OFFICE, request_state().actor.organisation_id or 0)


@feature.page("/", area=Area.CITY, permission=Permission.CITY_AUDIT_VIEW)
def city(uow: UnitOfWork) -> ResponseReturnValue:
    return _page(uow, Area.CITY, None)


def _page(uow: UnitOfWork, area: Area, organisation_id: int | None) -> ResponseReturnValue:
    action = request.args.get("action", "")
    trail = queries.read_trail(
        uow.session,
        organisation_id=organisation_id,
        action=action,
        older_than=request.args.get("older", type=int),
        newer_than=request.args.get("newer", type=int),
    )
    here = f"core.audit.{area.value}"
    kept = {"action": action or None}
    return render(
        "core/audit/index.html",
        area=area.value,
        trail=trail,
        action=action,
        words_of=actions.words_of,
        kind_of=actions.kind_of,
        actions=queries.list_actions(uow.session, organisation_id),
        newer=url(here, newer=trail.newer_than, **kept) if trail.newer_than else None,
        older=url(here, older=trail.older_than, **kept) if trail.older_than else None,
    )


def init_app(app: Flask) -> None:
    feature.register(app)
    label = lazy("Changes")
    menu.add(
        MenuItem(Area.OFFICE, label, "core.audit.office", Permission.OFFICE_AUDIT_VIEW, 90, "list")
    )
    menu.add(MenuItem(Area.CITY, label, "core.audit.city", Permission.CITY_AUDIT_VIEW, 90, "list"))
