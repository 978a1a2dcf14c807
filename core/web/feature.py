"""A feature's pages: permission, language, transaction and errors in one fixed order."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from http import HTTPStatus
from typing import Any, cast

from flask import Flask, Response, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission, needs_second_factor
from core.text import set_locale
from core.unit_of_work import GUEST, Actor
from core.web import actor as actors
from core.web import kept, limits, security
from core.web.language import languages
from core.web.navigation import Area
from core.web.state import market, request_state

View = Callable[..., ResponseReturnValue]


class Transaction(StrEnum):
    AUTO = "auto"
    """Read-only for GET, one transaction for POST."""
    MANUAL = "manual"
    """The view opens its own (it calls the network in between)."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One route with everything that is decided before its view runs."""

    endpoint: str
    rule: str
    view: View
    permission: Permission
    methods: tuple[str, ...]
    transaction: Transaction
    is_kept: bool
    is_cross_site: bool
    takes_token: bool
    limit: limits.Limit | None
    has_language: bool


class Feature:
    """A folder's pages. Its URL word, endpoint, templates and tests follow from the folder."""

    def __init__(self, module: str) -> None:
        parts = module.split(".")
        self.package, self.name = parts[0], parts[1]
        self.pages: list[Page] = []

    def page(  # noqa: PLR0913 - every decision about a route is written where the route is
        self,
        rule: str,
        *,
        permission: Permission,
        area: Area = Area.SHOP,
        post: bool = False,
        post_only: bool = False,
        transaction: Transaction = Transaction.AUTO,
        is_kept: bool = False,
        takes_token: bool = True,
        is_cross_site: bool = False,
        limit: limits.Limit | None = None,
        at: str | None = None,
        has_language: bool = True,
    ) -> Callable[[View], View]:
        """Declare a route.

        `rule` continues `/<lang>/[office|city]/<feature>`; `at` replaces that beginning (for the
        home page and addresses without a language). `is_kept` pages are rendered without
        anything personal and kept below Flask. A POST carries a token unless `takes_token` is
        off, which is for forms that stand on kept pages; the check of Origin stays.
        `is_cross_site` is for machines that call us (webhooks): they prove themselves otherwise.
        """

        def declare(view: View) -> View:
            prefix = "/<lang>" if has_language else ""
            place = "" if area is Area.SHOP else f"/{area.value}"
            start = at if at is not None else f"{place}/{self.name}"
            methods = ("POST",) if post_only else ("GET", "POST") if post else ("GET",)
            self.pages.append(
                Page(
                    endpoint=f"{self.package}.{self.name}.{view.__name__}",
                    rule=f"{prefix}{start}{rule}",
                    view=view,
                    permission=permission,
                    methods=methods,
                    transaction=transaction,
                    is_kept=is_kept,
                    is_cross_site=is_cross_site,
                    takes_token=takes_token,
                    limit=limit,
                    has_language=has_language,
                )
            )
            return view

        return declare

    def register(self, app: Flask) -> None:
        """Add the feature's routes to the application."""
        pages = cast("dict[str, Page]", app.extensions.setdefault("pages", {}))
        for page in self.pages:
            if page.endpoint in pages:
                raise ValueError(f"{page.endpoint} is declared twice")
            pages[page.endpoint] = page
            app.add_url_rule(
                page.rule,
                endpoint=page.endpoint,
                view_func=_answer(page),
                methods=list(page.methods),
                strict_slashes=True,
            )


def _answer(page: Page) -> View:
    @wraps(page.view)
    def answer(**values: Any) -> ResponseReturnValue:
        _set_language(page, values)
        state = request_state()
        state.is_kept = page.is_kept and request.method == "GET"
        state.actor = GUEST if state.is_kept else actors.identify()
        if refusal := _refusal(page, state.actor):
            return refusal
        if request.method == "POST" and not page.is_cross_site:
            security.check_origin()
            if page.takes_token:
                security.check_token()
        if page.limit and request.method == "POST":
            limits.spend(page.limit, page.endpoint)
        response = _in_transaction(page, values)
        return kept.mark(response) if state.is_kept else response

    return answer


def _set_language(page: Page, values: dict[str, Any]) -> None:
    if page.has_language:
        code = str(values.pop("lang"))
        if code not in {form.code for form in languages().forms}:
            abort(404)
    else:
        code = languages().negotiate(request.headers.get("Accept-Language", ""))
    set_locale(code)
    request_state().locale = code


def _refusal(page: Page, actor: Actor) -> ResponseReturnValue | None:
    """Where somebody goes who may not open this page; None when they may."""
    if page.permission is Permission.PUBLIC:
        return None
    if not actor.is_signed_in:
        endpoint = cast("str", current_app.config["SIGN_IN_ENDPOINT"])
        next_url = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for(endpoint, lang=request_state().locale, next=next_url), 303)
    if page.permission is Permission.SIGNED_IN:
        return None
    if page.permission not in actor.permissions:
        abort(403)
    if needs_second_factor(page.permission) and not actor.has_second_factor:
        endpoint = cast("str", current_app.config["SECOND_FACTOR_ENDPOINT"])
        return redirect(url_for(endpoint, lang=request_state().locale, next=request.path), 303)
    return None


def _in_transaction(page: Page, values: dict[str, Any]) -> Response:
    state = request_state()
    if page.transaction is Transaction.MANUAL:
        return current_app.make_response(page.view(**values))
    read_only = request.method in {"GET", "HEAD"}
    with market().database.unit_of_work(state.actor, read_only=read_only) as uow:
        state.uow = uow
        uow.versions = request.environ.get(kept.VERSIONS) if state.is_kept else None
        try:
            response = current_app.make_response(page.view(uow, **values))
            uow.is_abandoned = response.status_code >= HTTPStatus.BAD_REQUEST
        finally:
            state.uow = None
    return response
