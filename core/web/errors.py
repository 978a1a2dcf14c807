"""Error pages in the reader's language."""

from http import HTTPStatus

import structlog
from flask import Flask, Response, current_app, redirect, request
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from werkzeug.exceptions import HTTPException, NotFound

from core.errors import DomainError, NotFoundError, UnavailableError
from core.text import gettext, set_locale
from core.web.language import languages
from core.web.pages import render
from core.web.state import request_state

log = structlog.get_logger(__name__)


def _use_reader_language() -> None:
    """An unknown address has no language yet: take the one it begins with, or negotiate."""
    state = request_state()
    state.is_kept = False
    first = request.path.split("/", 2)[1] if request.path.count("/") else ""
    codes = [form.code for form in languages().forms]
    wanted = request.headers.get("Accept-Language", "")
    state.locale = first if first in codes else languages().negotiate(wanted)
    set_locale(state.locale)


def _page(status: int, title: str, advice: str) -> Response:
    is_missing = status == HTTPStatus.NOT_FOUND
    return render(
        "core/web/error.html", status=status, title=title, advice=advice, is_missing=is_missing
    )


def _messages(status: int, description: str | None) -> tuple[str, str]:
    if description == "form_expired":
        return (
            gettext("This form was open for too long"),
            gettext("Go back, reload the page and send it again. Nothing was changed."),
        )
    texts = {
        403: (
            gettext("You may not open this page"),
            gettext("Sign in with another account, or ask the owner of the business for access."),
        ),
        404: (
            gettext("We could not find this page"),
            gettext(
                "The address may be misspelt, or the page may have moved. Search, or go to the home page."
            ),
        ),
        405: (gettext("This cannot be done here"), gettext("Go back and try another way.")),
        413: (
            gettext("This file is too large"),
            gettext("Send a file of 30 MB or less. Nothing was changed."),
        ),
        429: (
            gettext("Too many tries"),
            gettext("Please wait a little and try again. Nothing was changed."),
        ),
        503: (
            gettext("The market cannot answer just now"),
            gettext("Please try again in a minute. Nothing was changed."),
        ),
    }
    fallback = (
        gettext("Something went wrong on our side"),
        gettext("It has been written down. Please try again. If it goes on, write to us."),
    )
    return texts.get(status, fallback)


def _without_slash() -> str | None:
    """The address without its last slash, when a page answers that one."""
    path = request.path
    if request.method != "GET" or path.count("/") < 3 or not path.endswith("/"):
        return None
    adapter = current_app.url_map.bind("")
    shorter = path.rstrip("/")
    if not adapter.test(shorter, method="GET"):
        return None
    query = request.query_string.decode("ascii", "ignore")
    return f"{shorter}?{query}" if query else shorter


def _http(error: HTTPException) -> Response:
    if error.response is not None:
        return error.response  # type: ignore[return-value]
    if isinstance(error, NotFound) and (address := _without_slash()):
        return redirect(address, 308)  # type: ignore[return-value]
    status = error.code or 500
    _use_reader_language()
    title, advice = _messages(status, error.description)
    response = _page(status, title, advice)
    for name, value in error.get_headers():
        if name.lower() in {"retry-after", "allow"}:
            response.headers[name] = value
    return response


def _not_found(_error: NotFoundError) -> Response:
    _use_reader_language()
    return _page(404, *_messages(404, None))


def _refused(error: DomainError) -> Response:
    """A rule said no where no form was open to say it in."""
    _use_reader_language()
    title = gettext("This cannot be done now")
    return _page(HTTPStatus.CONFLICT, title, gettext(error.message, **error.params))


def _unavailable(error: Exception) -> Response:
    log.error("unavailable", path=request.path, error=str(error), kind=type(error).__name__)
    _use_reader_language()
    response = _page(503, *_messages(503, None))
    response.headers["Retry-After"] = "30"
    return response


def _database(error: DBAPIError) -> Response:
    """A database that is locked or away is a 503; any other fault of it is ours."""
    if isinstance(error, OperationalError) or error.connection_invalidated:
        return _unavailable(error)
    return _fault(error)


def _fault(error: Exception) -> Response:
    log.error("fault", path=request.path, exc_info=error)
    _use_reader_language()
    return _page(500, *_messages(500, None))


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(NotFoundError, _not_found)
    app.register_error_handler(DomainError, _refused)
    app.register_error_handler(UnavailableError, _unavailable)
    app.register_error_handler(PoolTimeoutError, _unavailable)
    app.register_error_handler(DBAPIError, _database)
    if not app.testing:
        app.register_error_handler(Exception, _fault)
