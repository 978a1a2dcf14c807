"""Static files: fingerprinted addresses; one style sheet and one script made of small ones."""

import hashlib
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Final

from flask import Flask, Response, abort, send_from_directory

from core.web import pressing

PACKAGES: Final = ("core", "i18n", "shop", "vendors", "promotion", "analytics")
ROOT: Final = Path(__file__).resolve().parents[2]
CORE: Final = ROOT / "core/web/static/core"
BUNDLES: Final = {"core/css/all.css": "text/css", "core/js/all.js": "text/javascript"}
TEXTS: Final = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""Kinds of files that travel pressed; a third of their size is a second on a slow network."""


def folder_of(package: str) -> Path:
    """Where a package keeps its static files."""
    return CORE if package == "core" else ROOT / package / "static" / package


@cache
def bundle(path: str) -> bytes:
    """The components' style sheets or the scripts' modules, joined in the order of bundle.txt."""
    folder = (CORE / path.removeprefix("core/")).parent
    parts = [(folder / name).read_bytes() for name in (folder / "bundle.txt").read_text().split()]
    if path.endswith(".js"):
        # Each module keeps its names to itself, as it would in a file of its own.
        parts = [b"{\n%s\n}" % part for part in parts]
    return b"\n".join(parts)


@cache
def fingerprint(path: str) -> str:
    """Ten characters that change with the file."""
    return hashlib.sha256(_content(path)).hexdigest()[:10]


def _content(path: str) -> bytes:
    package, _, rest = path.partition("/")
    return bundle(path) if path in BUNDLES else (folder_of(package) / rest).read_bytes()


@cache
def pressed(path: str) -> bytes:
    """A text file as small as it can be made; made once, for there are few of them."""
    return pressing.press(_content(path), pressing.BEST)


def static(path: str) -> str:
    """The address of a static file such as `core/css/all.css`, good for a year."""
    return f"/static/{path}?v={fingerprint(path)}"


def _serve(package: str, path: str) -> Response:
    if package not in PACKAGES:
        abort(404)
    whole = f"{package}/{path}"
    if whole in BUNDLES:
        response = Response(bundle(whole), mimetype=BUNDLES[whole])
    else:
        response = send_from_directory(folder_of(package), path)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return _pressed(whole, response)


def _pressed(path: str, plain: Response) -> Response:
    """The same file pressed, for a browser that can read it so."""
    mimetype = TEXTS.get(Path(path).suffix)
    if mimetype is None or plain.status_code != HTTPStatus.OK:
        return plain
    plain.vary.add("Accept-Encoding")
    if not pressing.is_wanted():
        return plain
    plain.close()
    response = Response(pressed(path), mimetype=mimetype)
    response.headers["Cache-Control"] = plain.headers["Cache-Control"]
    response.vary.add("Accept-Encoding")
    return pressing.mark(response)


def init_app(app: Flask) -> None:
    app.add_url_rule(
        "/static/<package>/<path:path>", endpoint="static", view_func=_serve, methods=["GET"]
    )
