"""Rendering: what every template may use."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, cast
from urllib.parse import urlencode

from flask import (
    Flask,
    Response,
    current_app,
    get_flashed_messages,
    has_request_context,
    make_response,
    render_template,
    request,
)
from flask import url_for as flask_url_for
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from jinja2.utils import Namespace
from markupsafe import Markup
from sqlalchemy.exc import SQLAlchemyError

from core.settings import Payments, Settings
from core.text import current_locale, raw_gettext, raw_ngettext
from core.unit_of_work import GUEST, Actor
from core.web import assets, consent, security
from core.web.fields import options_of
from core.web.language import WrittenForm, languages
from core.web.navigation import Area, menu
from core.web.pieces import piece
from core.web.scripts import page_scripts
from core.web.slots import fillers, header_tools
from core.web.state import EXTENSION, Market, current_uow, market, request_state

ADDRESSES: Final = 20_000
"""How many made addresses are remembered."""


class QuickNamespace(Namespace):
    """What `namespace()` makes in templates, read as any object is: components do so by the dozen."""

    def __init__(self, **values: Any) -> None:
        self.__dict__.update(values)

    __getattribute__ = object.__getattribute__  # pyright: ignore[reportAssignmentType]

    def __setitem__(self, name: str, value: Any) -> None:
        self.__dict__[name] = value


@dataclass(frozen=True)
class MenuLine:
    """A menu item as a template shows it."""

    label: str
    url: str
    is_current: bool
    icon: str


def url(endpoint: str, **values: Any) -> str:
    """An address in the current language. Made once: pages hold dozens of the same ones."""
    if "lang" not in values and _has_language(endpoint):
        values["lang"] = current_locale()
    if not has_request_context() or any(name.startswith("_") for name in values):
        return flask_url_for(endpoint, **values)
    made = cast("dict[Any, str]", current_app.extensions["addresses"])
    key = (request.root_path, endpoint, *values.items())
    try:
        found = made.get(key)
    except TypeError:  # a list of values has no hash
        return flask_url_for(endpoint, **values)
    if found is None:
        if len(made) >= ADDRESSES:
            made.clear()
        found = made[key] = flask_url_for(endpoint, **values)
    return found


def place(endpoint: str, **values: Any) -> str:
    """An address a layout links to when a package declares it; empty when none does."""
    return url(endpoint, **values) if endpoint in _pages() else ""


def unbroken(text: object) -> Markup:
    """A number, an amount or an address that no line break may cut in two."""
    return Markup('<span class="unbroken">{}</span>').format(text)


def _has_language(endpoint: str) -> bool:
    pages = _pages()
    return endpoint in pages and pages[endpoint].has_language


def _pages() -> dict[str, Any]:
    return cast("dict[str, Any]", current_app.extensions["pages"])


def address_in(code: str) -> str:
    """The address of the page being shown, in another language, with its query kept."""
    base = market().settings.effective_public_url
    parts = request.path.split("/", 2)
    rest = parts[2] if len(parts) > 2 else ""
    query = urlencode([(k, v) for k, v in request.args.items(multi=True) if k != "next"])
    return f"{base}/{code}/{rest}" + (f"?{query}" if query else "")


@dataclass(frozen=True)
class PageFacts:
    """What a layout says about the page itself."""

    has_language: bool

    @property
    def canonical(self) -> str:
        base = market().settings.effective_public_url
        return f"{base}{request.path}"

    @property
    def alternates(self) -> Sequence[tuple[str, str]]:
        """(hreflang, absolute address) of this page in every written form, and x-default."""
        if not self.has_language:
            return []
        forms = [(form.html_lang, address_in(form.code)) for form in languages().forms]
        return [*forms, ("x-default", address_in(languages().default))]

    @property
    def switch(self) -> Sequence[tuple[WrittenForm, str]]:
        """Each written form with the address of this page in it."""
        base = market().settings.effective_public_url
        if not self.has_language:
            return [(form, f"/{form.code}/") for form in languages().forms]
        return [(form, address_in(form.code).removeprefix(base)) for form in languages().forms]

    @property
    def is_kept(self) -> bool:
        return request_state().is_kept


def navigation(area: str) -> tuple[MenuLine, ...]:
    """The menu of an area for whoever looks at it; a key for the piece that it becomes."""
    actor = request_state().actor
    lines: list[MenuLine] = []
    for item in sorted(menu, key=lambda item: item.position):
        if item.area is not Area(area) or not _may_see(actor, item.permission):
            continue
        address = url(item.endpoint)
        lines.append(MenuLine(str(item.label), address, _is_current(address), item.icon))
    return tuple(lines)


def _is_current(address: str) -> bool:
    """Whether this page belongs to a menu item; every page lies below an area's first one."""
    firsts = {f"/{current_locale()}{area}" for area in ("/", "/office", "/city")}
    return request.path == address or (
        address not in firsts and request.path.startswith(f"{address.rstrip('/')}/")
    )


def _may_see(actor: Actor, permission: str) -> bool:
    return permission == "public" or permission in actor.permissions


def slot(name: str, *about: Any) -> Markup:
    """What packages above put into a place of the page that is about something."""
    uow = current_uow()
    return Markup("").join(Markup(f.render(uow, *about)) for f in fillers if f.slot == name)  # noqa: S704 - fillers answer with safe HTML


def tools_of_header() -> Markup:
    """What packages above put beside the shop's menu."""
    return Markup("").join(Markup(tool()) for tool in header_tools)  # noqa: S704 - tools answer with safe HTML


def flashes() -> list[tuple[str, str]]:
    return cast("list[tuple[str, str]]", get_flashed_messages(with_categories=True))


def render(template: str, status: int = 200, **context: Any) -> Response:
    """A page in the reader's language."""
    response = make_response(render_template(template, **context), status)
    response.headers.setdefault("Content-Language", current_locale())
    if not request_state().is_kept:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def _context() -> dict[str, Any]:
    state = request_state()
    parts = request.path.split("/", 2)
    codes = {form.code for form in languages().forms}
    return {
        "locale": state.locale,
        "actor": GUEST if state.is_kept else state.actor,
        "desk_name": "" if state.is_kept else state.actor.organisation_name,
        "page": PageFacts(has_language=len(parts) > 1 and parts[1] in codes),
        "request_path": request.path,
        "sample_market": is_sample_market(),
    }


def is_sample_market() -> bool:
    """Whether pages say that what they show is sample data; no when nobody can be asked."""
    try:
        return market().is_sample_market()
    except SQLAlchemyError:
        return False


def _site_url(app: Flask) -> str:
    """The market's own address, for mails: a job has no request to take it from."""
    return cast("Market", app.extensions[EXTENSION]).settings.effective_public_url


def init_app(app: Flask, settings: Settings) -> None:
    app.extensions["addresses"] = {}
    folders = [assets.ROOT / package / "templates" for package in assets.PACKAGES]
    folders[0] = assets.ROOT / "core/web/templates"
    environment = app.jinja_env
    environment.loader = ChoiceLoader([FileSystemLoader(folder) for folder in folders])
    environment.undefined = StrictUndefined
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.add_extension("jinja2.ext.i18n")
    install = cast("Any", environment).install_gettext_callables
    install(raw_gettext, raw_ngettext, newstyle=True)
    environment.filters.update(cast("dict[str, Any]", dict(languages().filters())))
    environment.filters["unbroken"] = unbroken
    cast("dict[str, Any]", environment.globals).update(
        url=url,
        place=place,
        static=assets.static,
        locales=list(languages().forms),
        navigation=navigation,
        slot=slot,
        tools_of_header=tools_of_header,
        flashes=flashes,
        page_scripts=page_scripts,
        consent_questions=consent.questions,
        piece=piece,
        options_of=options_of,
        namespace=QuickNamespace,
        payments_simulated=settings.effective_payments is Payments.SIMULATOR,
        csrf_field=security.csrf_field,
        site_url=_site_url(app),
    )
    app.context_processor(_context)
