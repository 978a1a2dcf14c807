"""Events as they were published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.payments.simulator.parameters import ListOf, NotCarried, Text
from shop.payments.simulator.routes import Call, Route, list_fields, listed

if TYPE_CHECKING:
    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.state import State


def retrieve(state: State, call: Call) -> Document:
    """One event."""
    return state.get("event", call.ids["id"])


def list_events(state: State, call: Call) -> Document:
    """Events, newest first, all or of some types."""
    if "types" in call.params:
        call.params["type"] = call.params.pop("types")
    return listed(state, call, "event", "/v1/events", "type")


ROUTES = (
    Route(
        "GET",
        "/v1/events",
        list_events,
        list_fields(delivery_success=NotCarried(), type=Text(), types=ListOf(Text(), maximum=20)),
    ),
    Route("GET", "/v1/events/<id>", retrieve),
)
