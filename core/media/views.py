"""Serving pictures."""

import re
from typing import Final

from flask import Flask, Response, abort

from core.media import service
from core.media.storage import TYPES
from core.web import pressing

NAME: Final = re.compile(r"^[0-9a-z]{1,80}/(?:original|drawing|\d{2,4})\.(avif|webp|jpg|svg)$")


def show(name: str) -> Response:
    """A picture's file: named once, so it may be kept for a year."""
    match = NAME.match(name)
    content = service.storage().read(name) if match and "/original." not in name else None
    if match is None or content is None:
        abort(404)
    is_pressed = match.group(1) == "svg" and pressing.is_wanted()
    body = pressing.press(content, pressing.QUICK) if is_pressed else content
    response = Response(body, mimetype=TYPES[match.group(1)])
    if match.group(1) == "svg":
        response.vary.add("Accept-Encoding")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'"
    return pressing.mark(response) if is_pressed else response


def init_app(app: Flask) -> None:
    app.add_url_rule("/media/<path:name>", endpoint="media", view_func=show)
