"""Refunds: made, read, listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.payments.simulator.errors import ApiError
from shop.payments.simulator.methods import METHODS, Refunding
from shop.payments.simulator.parameters import (
    Choice,
    Email,
    Fields,
    Metadata,
    NotCarried,
    Text,
    WholeNumber,
)
from shop.payments.simulator.refunding import begin
from shop.payments.simulator.routes import Call, Route, list_fields, listed

if TYPE_CHECKING:
    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.state import State


def create(state: State, call: Call) -> Document:
    """Give back part or all of a payment."""
    charge = _charge(state, call.params)
    left = charge["amount_captured"] - charge["amount_refunded"]
    if left == 0:
        message = f"Charge {charge['id']} has already been refunded."
        raise ApiError(message, code="charge_already_refunded")
    amount: int = call.params.get("amount", left)
    if amount > left:
        message = (
            f"Refund amount (¥{amount:,}) is greater than unrefunded amount on charge (¥{left:,})"
        )
        raise ApiError(message, param="amount")
    method = METHODS[charge["payment_method_details"]["type"]]
    needs_address = method.refunding is Refunding.NEEDS_BANK_DETAILS
    if (
        needs_address
        and "instructions_email" not in call.params
        and not (charge["billing_details"]["email"])
    ):
        message = "An `instructions_email` is required to refund this payment method."
        raise ApiError(message, code="parameter_missing", param="instructions_email")
    return begin(state, charge, amount, call.params)


def _charge(state: State, params: Document) -> Document:
    if "charge" in params:
        charge = state.get("charge", params["charge"], "charge")
    elif "payment_intent" in params:
        intent = state.get("payment_intent", params["payment_intent"], "payment_intent")
        if intent["status"] != "succeeded":
            message = (
                f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund."
            )
            raise ApiError(message, param="payment_intent")
        charge = state.get("charge", intent["latest_charge"])
    else:
        message = (
            "One of the following params should be provided for this request: payment_intent or "
            "charge."
        )
        raise ApiError(message, code="parameter_missing")
    if not charge["paid"]:
        message = f"Charge {charge['id']} was not paid, so there is nothing to refund."
        raise ApiError(message, code="charge_not_refundable")
    return charge


def retrieve(state: State, call: Call) -> Document:
    """One refund as it stands."""
    return state.get("refund", call.ids["id"])


def list_refunds(state: State, call: Call) -> Document:
    """Refunds, newest first."""
    return listed(state, call, "refund", "/v1/refunds", "charge", "payment_intent")


ROUTES = (
    Route(
        "POST",
        "/v1/refunds",
        create,
        Fields(
            {
                "amount": WholeNumber(1),
                "charge": Text(),
                "currency": NotCarried(),
                "customer": NotCarried(),
                "instructions_email": Email(),
                "metadata": Metadata(),
                "origin": NotCarried(),
                "payment_intent": Text(),
                "reason": Choice(("duplicate", "fraudulent", "requested_by_customer")),
                "refund_application_fee": NotCarried(),
                "reverse_transfer": NotCarried(),
            }
        ),
    ),
    Route("GET", "/v1/refunds", list_refunds, list_fields(charge=Text(), payment_intent=Text())),
    Route("GET", "/v1/refunds/<id>", retrieve),
)
