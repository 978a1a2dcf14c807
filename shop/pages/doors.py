"""Addresses outside the languages: the door, robots, sitemaps, the browser's own files."""

from typing import Any, Final

from flask import Response, abort, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.assets import CORE, static
from core.web.feature import Feature
from core.web.language import languages
from core.web.pages import render
from core.web.state import market, request_state, shows
from shop.pages import queries

feature = Feature("shop.pages.doors")
A_DAY: Final = "public, max-age=86400"
CLOSED_TO_ROBOTS: Final = ("cart/", "checkout", "office", "city", "search")
"""A robot's cart is empty and may be looked at; what lies below it is for people."""


@feature.page("/", at="", permission=Permission.PUBLIC, has_language=False)
def door(_uow: UnitOfWork) -> ResponseReturnValue:
    """To the visitor's own language; campaigns keep their query."""
    query = f"?{request.query_string.decode('ascii', 'ignore')}" if request.query_string else ""
    response = redirect(f"/{request_state().locale}/{query}", 302)
    response.headers["Vary"] = "Accept-Language"
    response.headers["Cache-Control"] = "no-cache"
    return response


@feature.page("/robots.txt", at="", permission=Permission.PUBLIC, has_language=False)
def robots(_uow: UnitOfWork) -> ResponseReturnValue:
    lines = ["User-agent: *"]
    for form in languages().forms:
        lines += [f"Disallow: /{form.code}/{place}" for place in CLOSED_TO_ROBOTS]
    lines += ["", f"Sitemap: {market().settings.effective_public_url}/sitemap.xml", ""]
    return Response("\n".join(lines), mimetype="text/plain", headers={"Cache-Control": A_DAY})


@feature.page("/sitemap.xml", at="", permission=Permission.PUBLIC, has_language=False, is_kept=True)
def sitemap(_uow: UnitOfWork) -> ResponseReturnValue:
    """The index: one map per language."""
    base = market().settings.effective_public_url
    return _xml("shop/pages/sitemap_index.xml", base=base, forms=languages().forms)


@feature.page(
    "/sitemap-<code>.xml", at="", permission=Permission.PUBLIC, has_language=False, is_kept=True
)
def sitemap_of(uow: UnitOfWork, code: str) -> ResponseReturnValue:
    """One language's map; every line names the same page in the others."""
    shows("catalogue", "storefronts")
    if code not in {form.code for form in languages().forms}:
        abort(404)
    return _xml(
        "shop/pages/sitemap.xml",
        base=market().settings.effective_public_url,
        code=code,
        forms=languages().forms,
        default=languages().default,
        places=queries.list_places(uow),
    )


@feature.page("/favicon.ico", at="", permission=Permission.PUBLIC, has_language=False)
def favicon(_uow: UnitOfWork) -> ResponseReturnValue:
    """Browsers ask for this name whatever a page says."""
    drawing = (CORE / "img/favicon.svg").read_bytes()
    return Response(drawing, mimetype="image/svg+xml", headers={"Cache-Control": A_DAY})


@feature.page("/manifest.webmanifest", at="", permission=Permission.PUBLIC, has_language=False)
def manifest(_uow: UnitOfWork) -> ResponseReturnValue:
    """What a phone needs to keep the market beside its other programs."""
    return {
        "name": gettext("Yaizu Digital Market"),
        "short_name": gettext("Yaizu Market"),
        "lang": request_state().locale,
        "start_url": "/",
        "display": "browser",
        "background_color": "#fbf9f4",
        "theme_color": "#1a2f5c",
        "icons": [{"src": static("core/img/favicon.svg"), "type": "image/svg+xml", "sizes": "any"}],
    }


def _xml(template: str, **context: Any) -> Response:
    response = render(template, **context)
    response.mimetype = "application/xml"
    return response
