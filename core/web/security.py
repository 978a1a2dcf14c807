"""Headers, and proof that a form came from our own page."""

import hmac
import secrets
from typing import Any, Final, cast
from urllib.parse import urlsplit

from flask import Flask, Response, abort, request, session
from markupsafe import Markup

from core.settings import Settings
from core.web.outside import origins_on
from core.web.state import market, session_text

TOKEN_FIELD: Final = "csrf_token"  # noqa: S105 - a field's name
PAYMENT_PAGES: Final = "https://checkout.stripe.com"
CONTENT_SECURITY_POLICY: Final = {
    "default-src": ("'self'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'", "data:"),
    "connect-src": ("'self'",),
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "frame-ancestors": ("'none'",),
    "form-action": ("'self'", PAYMENT_PAGES),
}
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(self), geolocation=(), microphone=(), payment=()",
}


def content_security_policy(settings: Settings) -> str:
    """What pages may load: our own files, and what the services that are switched on need."""
    outside = origins_on(settings)
    return "; ".join(
        " ".join((directive, *sources, *outside.get(directive, ())))
        for directive, sources in CONTENT_SECURITY_POLICY.items()
    )


def set_headers(response: Response) -> Response:
    """Security headers on every answer; a page that brings its own policy keeps it."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    settings = market().settings
    response.headers.setdefault("Content-Security-Policy", content_security_policy(settings))
    if settings.is_production:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def check_origin() -> None:
    """Refuse a form that another site sent, by Sec-Fetch-Site and Origin."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in {"same-origin", "none"}:
        abort(403)
    origin = request.headers.get("Origin")
    if origin is not None and urlsplit(origin).netloc != request.host:
        abort(403)


def token() -> str:
    """The visitor's form token, made at first use."""
    kept = session_text(TOKEN_FIELD)
    if kept is None:
        kept = secrets.token_urlsafe(24)
        session[TOKEN_FIELD] = kept
    return kept


def check_token() -> None:
    """Refuse a form without the visitor's token, with a page that says to send it again."""
    sent = request.form.get(TOKEN_FIELD) or request.headers.get("X-CSRF-Token") or ""
    kept = session_text(TOKEN_FIELD)
    if kept is None or not hmac.compare_digest(sent, kept):
        abort(400, "form_expired")


def csrf_field() -> Markup:
    """The hidden input of every form on a personal page."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(TOKEN_FIELD, token())


def init_app(app: Flask, settings: Settings) -> None:
    cast("dict[str, Any]", app.config).update(
        SECRET_KEY=settings.effective_secret_key,
        SESSION_COOKIE_NAME="market",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.effective_public_url.startswith("https://"),
        MAX_CONTENT_LENGTH=32 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=4 * 1024 * 1024,
        MAX_FORM_PARTS=2000,
    )
    app.after_request(set_headers)
