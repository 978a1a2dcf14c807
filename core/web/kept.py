"""Kept pages: rendered once for everybody, answered below Flask, exact within a second.

A page that is kept holds nothing personal. It is kept with the versions of what it shows; a
write bumps these in its own transaction, and every server reads the versions at most half a
second old. Nothing has to be told to anybody, so it holds for any number of servers.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final, cast

import brotli
import structlog
from flask import Response, request
from sqlalchemy.exc import SQLAlchemyError

from core.unit_of_work import SYSTEM, Database
from core.web import versions
from core.web.state import request_state
from core.web.variations import choices

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

log = structlog.get_logger(__name__)
FRESH_SECONDS: Final = 0.4
MAX_PAGES: Final = 4000
MAX_BYTES: Final = 128 * 1024 * 1024
SHOWS_HEADER: Final = "X-Market-Shows"
VERSIONS: Final = "market.versions"
"""Where a request's environment holds the versions that were read before it."""
VARIED: Final = "Accept-Encoding, Cookie"

Key = tuple[str, str | None]
"""A page's address, and the reader's choices it depends on: None where it depends on none."""


@dataclass(frozen=True)
class Body:
    """What is sent, with the headers that go with it."""

    headers: list[tuple[str, str]]
    content: bytes


@dataclass
class KeptPage:
    """A rendered page and the versions it was made from; compressed when it is asked for again."""

    versions: tuple[tuple[str, int], ...]
    headers: list[tuple[str, str]]
    plain: Body
    etag: str
    compressed: Body | None = None

    @property
    def size(self) -> int:
        return len(self.plain.content) + (len(self.compressed.content) if self.compressed else 0)


def mark(response: Response) -> Response:
    """Tell the layer below Flask what this page shows, so that it may keep it."""
    if response.status_code == HTTPStatus.OK and not response.headers.get("Set-Cookie"):
        response.headers[SHOWS_HEADER] = ",".join(sorted(request_state().shows | {"site"}))
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Vary"] = VARIED if request_state().is_varied else "Accept-Encoding"
        response.add_etag()
    return response


class Keeper:
    """The WSGI layer that answers kept pages."""

    def __init__(
        self,
        application: "WSGIApplication",
        database: Database,
        *,
        fresh_seconds: float = FRESH_SECONDS,
    ) -> None:
        self._fresh_seconds = fresh_seconds
        self._application = application
        self._database = database
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()
        self._versions: dict[str, int] = {}
        self._read_at = float("-inf")

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self._application(environ, start_response)
        address = f"{environ.get('HTTP_HOST')}{environ.get('PATH_INFO', '')}?{environ.get('QUERY_STRING', '')}"
        own: Key = (address, choices(environ.get("HTTP_COOKIE", "")))
        current = self._current_versions()
        key = own if own in self._pages else (address, None)
        page = self._pages.get(key)
        if page is not None and current is not None and _is_exact(page, current):
            with suppress(KeyError):  # another thread has just dropped it
                self._pages.move_to_end(key)
            return self._answer(key, page, environ, start_response)
        return self._render(own, current, environ, start_response)

    def _current_versions(self) -> dict[str, int] | None:
        """Versions at most `FRESH_SECONDS` old; None when the database cannot be asked."""
        now = time.monotonic()
        if now - self._read_at < self._fresh_seconds:
            return self._versions
        try:
            with self._database.unit_of_work(SYSTEM, read_only=True) as uow:
                self._versions = versions.snapshot(uow.session)
        except SQLAlchemyError as error:
            log.warning("page_versions_unread", error=str(error))
            return None
        self._read_at = now
        return self._versions

    def _render(
        self,
        key: Key,
        current: dict[str, int] | None,
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
    ) -> Iterable[bytes]:
        """Render through Flask; versions were read before, so a change in between is not lost."""
        told: list[tuple[str, list[tuple[str, str]]]] = []

        def start(
            status: str, headers: list[tuple[str, str]], exc_info: Any = None
        ) -> Callable[[bytes], object]:
            shown = [value for name, value in headers if name == SHOWS_HEADER]
            public = [(name, value) for name, value in headers if name != SHOWS_HEADER]
            told[:] = [(shown[0], public)] if shown else []
            return start_response(status, public, exc_info)

        environ[VERSIONS] = current
        answer = self._application(environ, start)
        if not told or current is None or environ["REQUEST_METHOD"] != "GET":
            return answer
        body = b"".join(answer)
        closer = cast("Callable[[], None] | None", getattr(answer, "close", None))
        if closer is not None:
            closer()
        if told:
            names, headers = told[0]
            kept_as = key if ("Vary", VARIED) in headers else (key[0], None)
            self._keep(kept_as, names.split(","), headers, body, current)
        return [body]

    def _keep(
        self,
        key: Key,
        names: list[str],
        headers: list[tuple[str, str]],
        body: bytes,
        current: dict[str, int],
    ) -> None:
        plain = [(n, v) for n, v in headers if n.lower() not in {"content-length", "set-cookie"}]
        page = KeptPage(
            versions=tuple((name, current.get(name, 0)) for name in names),
            headers=plain,
            plain=Body([*plain, ("Content-Length", str(len(body)))], body),
            etag=next((v for n, v in headers if n.lower() == "etag"), ""),
        )
        with self._lock:
            old = self._pages.pop(key, None)
            self._bytes += page.size - (old.size if old else 0)
            self._pages[key] = page
            while len(self._pages) > MAX_PAGES or self._bytes > MAX_BYTES:
                _, dropped = self._pages.popitem(last=False)
                self._bytes -= dropped.size

    def _answer(
        self,
        key: Key,
        page: KeptPage,
        environ: "WSGIEnvironment",
        start_response: "StartResponse",
    ) -> Iterable[bytes]:
        if page.etag and page.etag in environ.get("HTTP_IF_NONE_MATCH", ""):
            start_response("304 Not Modified", [("ETag", page.etag), ("Cache-Control", "no-cache")])
            return []
        takes_brotli = "br" in environ.get("HTTP_ACCEPT_ENCODING", "")
        sent = (page.compressed or self._compress(key, page)) if takes_brotli else page.plain
        start_response("200 OK", sent.headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [sent.content]

    def _compress(self, key: Key, page: KeptPage) -> Body:
        """Compress once, and only what somebody comes back for: many addresses are asked once."""
        content = cast("bytes", cast("Any", brotli).compress(page.plain.content, quality=5))
        length = ("Content-Length", str(len(content)))
        with self._lock:
            if page.compressed is None:
                page.compressed = Body([*page.headers, ("Content-Encoding", "br"), length], content)
                self._bytes += len(content) if self._pages.get(key) is page else 0
        return page.compressed


def _is_exact(page: KeptPage, current: dict[str, int]) -> bool:
    return all(current.get(name, 0) == version for name, version in page.versions)


def is_personal() -> bool:
    """Whether this request's page may hold something personal."""
    return not request_state().is_kept or request.method != "GET"
