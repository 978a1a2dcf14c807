"""Static files: fingerprinted addresses, and one style sheet made of the components' sheets."""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

from flask import Flask, Response, abort, send_from_directory

PACKAGES: Final = ("core", "i18n", "shop", "vendors", "promotion", "analytics")
ROOT: Final = Path(__file__).resolve().parents[2]
CORE: Final = ROOT / "core/web/static/core"
BUNDLE: Final = "core/css/all.css"


def folder_of(package: str) -> Path:
    """Where a package keeps its static files."""
    return CORE if package == "core" else ROOT / package / "static" / package


@cache
def bundle() -> bytes:
    """The components' style sheets, joined in the order of bundle.txt."""
    names = (CORE / "css/bundle.txt").read_text(encoding="utf-8").split()
    return b"\n".join((CORE / "css" / name).read_bytes() for name in names)


@cache
def fingerprint(path: str) -> str:
    """Ten characters that change with the file."""
    package, _, rest = path.partition("/")
    content = bundle() if path == BUNDLE else (folder_of(package) / rest).read_bytes()
    return hashlib.sha256(content).hexdigest()[:10]


def static(path: str) -> str:
    """The address of a static file such as `core/css/all.css`, good for a year."""
    return f"/static/{path}?v={fingerprint(path)}"


def _serve(package: str, path: str) -> Response:
    if package not in PACKAGES:
        abort(404)
    if f"{package}/{path}" == BUNDLE:
        response = Response(bundle(), mimetype="text/css")
    else:
        response = send_from_directory(folder_of(package), path)
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def init_app(app: Flask) -> None:
    app.add_url_rule(
        "/static/<package>/<path:path>", endpoint="static", view_func=_serve, methods=["GET"]
    )
