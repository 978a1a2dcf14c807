"""Links at the desks, their QR codes, and the short address itself."""

from io import BytesIO

import segno
from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from core.errors import NotFoundError
from core.identity.permissions import Permission
from core.unit_of_work import SYSTEM, UnitOfWork
from core.web.feature import Feature, Transaction
from core.web.navigation import Area
from core.web.pages import render, url
from core.web.state import market, request_state
from promotion.links import queries, service
from promotion.links.bots import is_machine
from promotion.links.forms import LinkForm
from promotion.links.models import TrackedLink

feature = Feature(__name__)


@feature.page(
    "/l/<code>",
    at="",
    has_language=False,
    permission=Permission.PUBLIC,
    transaction=Transaction.MANUAL,
)
def follow(code: str) -> ResponseReturnValue:
    """Lead a visitor on in their language, and count it; a machine is led on uncounted."""
    with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
        link = queries.find_by_code(uow.session, code)
        is_over = link is not None and link.expires_at is not None and link.expires_at <= uow.now
    if link is None:
        raise NotFoundError
    if not is_over and not is_machine(request.headers.get("User-Agent", "")):
        with market().database.unit_of_work(SYSTEM) as uow:
            service.count_click(uow, link.id)
    response = redirect(service.target(link, request_state().locale), 302)
    response.headers["Vary"] = "Accept-Language"
    response.headers["Cache-Control"] = "no-store"
    return response


def _handle(uow: UnitOfWork, area: Area) -> ResponseReturnValue:
    form = LinkForm.of_request()
    own = uow.actor.organisation_id if area is Area.OFFICE else None
    if form.is_sent_and_valid() and form.attempt(
        lambda: service.create(uow, form.terms, organisation_id=own)
    ):
        return redirect(url(f"promotion.links.{area.value}"), 303)
    links = queries.list_links(uow.session, organisation_id=own)
    base = market().settings.effective_public_url
    template = f"promotion/links/{area.value}.html"
    return render(template, 422 if form.all_errors else 200, form=form, links=links, base=base)


@feature.page("", area=Area.OFFICE, permission=Permission.OFFICE_LINKS_EDIT, post=True)
def office(uow: UnitOfWork) -> ResponseReturnValue:
    """A business's links, and the form for a new one."""
    return _handle(uow, Area.OFFICE)


@feature.page("", area=Area.CITY, permission=Permission.CITY_LINKS_EDIT, post=True)
def city(uow: UnitOfWork) -> ResponseReturnValue:
    """The city's links, and the form for a new one."""
    return _handle(uow, Area.CITY)


def _code(link: TrackedLink | None, kind: str) -> Response:
    if link is None or kind not in {"svg", "png"}:
        raise NotFoundError
    address = f"{market().settings.effective_public_url}/l/{link.code}"
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind=kind, scale=12, border=4)
    response = Response(out.getvalue(), mimetype={"svg": "image/svg+xml", "png": "image/png"}[kind])
    response.headers["Content-Disposition"] = f'inline; filename="yaizu-{link.code}.{kind}"'
    return response


@feature.page("/<int:link_id>/qr.<kind>", area=Area.OFFICE, permission=Permission.OFFICE_LINKS_EDIT)
def office_code(uow: UnitOfWork, link_id: int, kind: str) -> ResponseReturnValue:
    """The QR code of one of the business's links, as SVG or PNG."""
    return _code(queries.find_own(uow.session, link_id, uow.actor.organisation_id), kind)


@feature.page("/<int:link_id>/qr.<kind>", area=Area.CITY, permission=Permission.CITY_LINKS_EDIT)
def city_code(uow: UnitOfWork, link_id: int, kind: str) -> ResponseReturnValue:
    """The QR code of one of the city's links, as SVG or PNG."""
    return _code(queries.find_own(uow.session, link_id, None), kind)
