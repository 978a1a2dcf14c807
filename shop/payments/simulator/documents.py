"""The JSON objects that the simulator keeps and answers with."""

from __future__ import annotations

import json
import secrets
import string
from typing import Any

Document = dict[str, Any]

_ALPHABET = string.ascii_letters + string.digits


def new_id(prefix: str, length: int = 24) -> str:
    """A fresh id; every one carries `_test_`, so that it is never taken for a live one."""
    return f"{prefix}_test_" + "".join(secrets.choice(_ALPHABET) for _ in range(length))


def presented(document: Document) -> Document:
    """The document without what the simulator keeps for itself (keys with an underscore)."""
    return {key: value for key, value in document.items() if not key.startswith("_")}


def to_json(document: Document) -> str:
    """Compact JSON for keeping."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def to_wire(document: Document) -> str:
    """Indented JSON as Stripe sends it."""
    return json.dumps(document, ensure_ascii=False, indent=2)


def from_json(text: str) -> Document:
    """What `to_json` kept."""
    loaded: Document = json.loads(text)
    return loaded
