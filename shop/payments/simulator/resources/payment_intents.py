"""Payment intents and the charges that they lead to: read and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.payments.simulator.parameters import NotCarried, Text
from shop.payments.simulator.routes import Call, Route, list_fields, listed

if TYPE_CHECKING:
    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.state import State


def retrieve(state: State, call: Call) -> Document:
    """One payment intent as it stands."""
    return state.get("payment_intent", call.ids["id"])


def list_intents(state: State, call: Call) -> Document:
    """Payment intents, newest first."""
    return listed(state, call, "payment_intent", "/v1/payment_intents")


def retrieve_charge(state: State, call: Call) -> Document:
    """One charge as it stands."""
    return state.get("charge", call.ids["id"])


def list_charges(state: State, call: Call) -> Document:
    """Charges, newest first."""
    return listed(state, call, "charge", "/v1/charges", "payment_intent", "transfer_group")


ROUTES = (
    Route(
        "GET",
        "/v1/payment_intents",
        list_intents,
        list_fields(customer=NotCarried(), customer_account=NotCarried()),
    ),
    Route("GET", "/v1/payment_intents/<id>", retrieve),
    Route(
        "GET",
        "/v1/charges",
        list_charges,
        list_fields(customer=NotCarried(), payment_intent=Text(), transfer_group=Text()),
    ),
    Route("GET", "/v1/charges/<id>", retrieve_charge),
)
