"""Signed tokens for links in mails and for state that travels through a form."""

from datetime import datetime
from enum import StrEnum
from typing import Any, cast

from itsdangerous import BadData, URLSafeSerializer


class Purpose(StrEnum):
    """What a token is for: one made for a purpose opens nothing else."""

    CONFIRM_EMAIL = "confirm_email"
    RECOVER = "recover"
    CHANGE_EMAIL = "change_email"
    JOIN = "join"
    OPEN_ORDER = "open_order"
    PASSKEY = "passkey"


_secret: list[str] = []


def set_secret(secret: str) -> None:
    """Say which secret signs, while the application is composed."""
    _secret[:] = [secret]


def _serializer(purpose: Purpose) -> URLSafeSerializer:
    return URLSafeSerializer(_secret[0], salt=f"core.identity.{purpose.value}")


def sign(purpose: Purpose, values: dict[str, Any], *, until: datetime) -> str:
    """A token that says `values` until an instant."""
    body = {"values": values, "until": int(until.timestamp())}
    return _serializer(purpose).dumps(body)


def read(purpose: Purpose, text: str, *, now: datetime) -> dict[str, Any] | None:
    """What a token says; None when it is forged, for another purpose, or too old."""
    try:
        body = cast("dict[str, Any]", _serializer(purpose).loads(text))
    except BadData:
        return None
    return body["values"] if now < datetime.fromtimestamp(body["until"], tz=now.tzinfo) else None
