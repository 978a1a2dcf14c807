"""Choices of a reader that kept pages may depend on: cookies with few known values.

Only known values count, so that a visitor cannot fill the store of kept pages by inventing some.
A page depends on a choice by reading it; nobody has to say so.
"""

from dataclasses import dataclass

from flask import request

from core.registry import Registry
from core.web.state import request_state


@dataclass(frozen=True)
class Variation:
    """A choice that is kept in a cookie of this name, one of these values."""

    cookie: str
    values: frozenset[str]


variations: Registry[Variation] = Registry("core.web.variations")


def chosen(cookie: str) -> str:
    """What the reader chose; empty when nothing was. The page depends on the answer from here on.

    Raises KeyError for a choice that nobody has registered.
    """
    known = {variation.cookie: variation for variation in variations}[cookie]
    request_state().is_varied = True
    value = _sent(request.headers.get("Cookie", "")).get(cookie, "")
    return value if value in known.values else ""


def choices(cookie_header: str) -> str:
    """Everything that a request's cookies choose, as a part of a kept page's key."""
    if not cookie_header:
        return ""
    sent = _sent(cookie_header)
    values = ((each, sent.get(each.cookie, "")) for each in variations)
    return "&".join(value if value in each.values else "" for each, value in values)


def _sent(cookie_header: str) -> dict[str, str]:
    """What the cookies say, read in one way by the page and by the key it is kept under.

    Two ways of reading would let a visitor with odd cookies choose for everybody.
    """
    sent: dict[str, str] = {}
    for pair in cookie_header.split(";"):
        name, _, value = pair.strip().partition("=")
        sent.setdefault(name, value)
    return sent
