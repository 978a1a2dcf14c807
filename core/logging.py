"""Structured logs: one JSON line an event, with the request's id."""

import logging
import sys
from typing import TextIO, cast
from uuid import uuid4

import structlog
from flask import Flask, Response, request

from core.settings import Settings


class StandardError:
    """Standard error as it is when something is said: a test, or a daemon, may have replaced it."""

    def write(self, text: str) -> int:
        return sys.stderr.write(text)

    def flush(self) -> None:
        sys.stderr.flush()


def configure(settings: Settings) -> None:
    """Send the market's events and other libraries' warnings to standard error as JSON."""
    level = logging.getLevelNamesMapping()[settings.log_level.upper()]
    logging.basicConfig(stream=sys.stderr, level=max(level, logging.WARNING), force=True)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(level),
        logger_factory=structlog.PrintLoggerFactory(cast("TextIO", StandardError())),
        cache_logger_on_first_use=True,
    )


def _bind() -> None:
    given = request.headers.get("X-Request-Id", "")
    request_id = given if given.isascii() and given.isalnum() and len(given) <= 64 else uuid4().hex
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(request_id=request_id)


def _tell(response: Response) -> Response:
    bound = structlog.contextvars.get_contextvars()
    response.headers["X-Request-Id"] = str(bound.get("request_id", ""))
    return response


def init_app(app: Flask) -> None:
    app.before_request(_bind)
    app.after_request(_tell)
