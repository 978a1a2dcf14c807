"""`expand[]`: ids replaced by the objects they stand for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

from shop.payments.simulator.balances import with_status
from shop.payments.simulator.documents import presented
from shop.payments.simulator.errors import BadParameter
from shop.payments.simulator.state import Condition

if TYPE_CHECKING:
    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.state import State

# Which fields of an object hold an id that can be replaced.
EXPANDABLE: dict[str, tuple[str, ...]] = {
    "balance_transaction": ("source",),
    "charge": ("balance_transaction", "payment_intent"),
    "checkout.session": ("payment_intent",),
    "payment_intent": ("latest_charge",),
    "refund": ("balance_transaction", "charge", "failure_balance_transaction", "payment_intent"),
}


def line_items(state: State, session: Document) -> Document:
    """The first lines of a session, as it carries them when expanded."""
    del state
    return lines_page(session, 10, None)


def lines_page(session: Document, limit: int, after: str | None) -> Document:
    """Some of a session's lines, in their order, after the line with that id."""
    lines: list[Document] = session["_line_items"]
    ids = [line["id"] for line in lines]
    start = ids.index(after) + 1 if after in ids else 0
    return {
        "object": "list",
        "data": [presented(line) for line in lines[start : start + limit]],
        "has_more": start + limit < len(lines),
        "url": f"/v1/checkout/sessions/{session['id']}/line_items",
    }


def refunds(state: State, charge: Document) -> Document:
    """The refunds of a charge, newest first."""
    found = state.select("refund", (Condition("charge", (charge["id"],)),), limit=10)
    return {
        "object": "list",
        "data": [presented(refund) for refund in found],
        "has_more": False,
        "url": f"/v1/charges/{charge['id']}/refunds",
    }


# Lists that an object carries only when asked.
INCLUDABLE: dict[tuple[str, str], Callable[[State, Document], Document]] = {
    ("checkout.session", "line_items"): line_items,
    ("charge", "refunds"): refunds,
}


def _as_kept(state: State, document: Document) -> Document:
    del state
    return document


def _counted(state: State, event: Document) -> Document:
    row = state.connection.execute(
        "SELECT EXISTS (SELECT 1 FROM deliveries WHERE event = ? AND due_at IS NOT NULL)",
        (event["id"],),
    ).fetchone()
    return {**event, "pending_webhooks": int(row[0])}


# What an object says that follows from the moment or from other rows.
DERIVED: dict[str, Callable[[State, Document], Document]] = {
    "balance_transaction": with_status,
    "event": _counted,
}


def expanded(state: State, document: Document, paths: list[str]) -> Document:
    """What the caller reads: private keys gone, the wished ids replaced."""
    if document.get("object") == "list":
        inner = [_within_list(path) for path in paths]
        return {**document, "data": [expanded(state, item, inner) for item in document["data"]]}
    shown = presented(DERIVED.get(document["object"], _as_kept)(state, document))
    for first, rest in _by_first(paths).items():
        include = INCLUDABLE.get((document["object"], first))
        if include is not None:
            shown[first] = include(state, document)
        elif first in EXPANDABLE.get(document["object"], ()):
            shown[first] = _replaced(state, shown[first], rest)
        else:
            message = f"This property cannot be expanded ({first})."
            raise BadParameter(message, "expand")
    return shown


def _within_list(path: str) -> str:
    first, _, rest = path.partition(".")
    if first != "data" or not rest:
        message = f"This property cannot be expanded ({path}). In lists it starts with `data.`."
        raise BadParameter(message, "expand")
    return rest


def _by_first(paths: list[str]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for path in paths:
        first, _, rest = path.partition(".")
        grouped.setdefault(first, [])
        if rest:
            grouped[first].append(rest)
    return grouped


def _replaced(state: State, value: object, rest: list[str]) -> object:
    if isinstance(value, str):
        found = state.find(value)
        return value if found is None else expanded(state, found, rest)
    if isinstance(value, dict):
        return expanded(state, cast("dict[str, Any]", value), rest)
    return value
