"""Static files: fingerprinted addresses; one style sheet and one script made of small ones."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from flask import Flask, Response, abort, send_from_directory

PACKAGES: Final = ("core", "i18n", "shop", "vendors", "promotion", "analytics")
ROOT: Final = Path(__file__).resolve().parents[2]
CORE: Final = ROOT / "core/web/static/core"
BUNDLES: Final = {"core/css/all.css": "text/css", "core/js/all.js": "text/javascript"}


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
    package, _, rest = path.partition("/")
    content = bundle(path) if path in BUNDLES else (folder_of(package) / rest).read_bytes()
    return hashlib.sha256(content).hexdigest()[:10]


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
    return response


def init_app(app: Flask) -> None:
    app.add_url_rule(
        "/static/<package>/<path:path>", endpoint="static", view_func=_serve, methods=["GET"]
    )
