"""Payment intents and the charges that they lead to: read and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.payments.simulator import authorising
from shop.payments.simulator.parameters import Choice, Fields, NotCarried, Text, WholeNumber
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


def capture(state: State, call: Call) -> Document:
    """Take what a card's owner allowed, or less."""
    intent = state.get("payment_intent", call.ids["id"])
    return authorising.capture(state, intent, call.params.get("amount_to_capture"))


def cancel(state: State, call: Call) -> Document:
    """Let go of what was set aside."""
    intent = state.get("payment_intent", call.ids["id"])
    return authorising.release(state, intent, call.params.get("cancellation_reason"))


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
        "POST",
        "/v1/payment_intents/<id>/capture",
        capture,
        Fields(
            {
                "amount_to_capture": WholeNumber(1),
                "application_fee_amount": NotCarried(),
                "final_capture": NotCarried(),
                "metadata": NotCarried(),
                "statement_descriptor": NotCarried(),
                "statement_descriptor_suffix": NotCarried(),
                "transfer_data": NotCarried(),
            }
        ),
    ),
    Route(
        "POST",
        "/v1/payment_intents/<id>/cancel",
        cancel,
        Fields(
            {
                "cancellation_reason": Choice(
                    ("abandoned", "duplicate", "fraudulent", "requested_by_customer")
                )
            }
        ),
    ),
    Route(
        "GET",
        "/v1/charges",
        list_charges,
        list_fields(customer=NotCarried(), payment_intent=Text(), transfer_group=Text()),
    ),
    Route("GET", "/v1/charges/<id>", retrieve_charge),
)
