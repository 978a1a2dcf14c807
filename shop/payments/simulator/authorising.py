"""Money that is only set aside: authorised, captured in part or whole, or let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.payments.simulator.balances import charge_transaction
from shop.payments.simulator.errors import ApiError
from shop.payments.simulator.payments import complete, new_charge, succeed

if TYPE_CHECKING:
    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.state import State

HOLDS_FOR = 7 * 24 * 60 * 60
"""How long a card's authorisation lasts, in seconds."""


def finish(state: State, session: Document, intent: Document, *, challenged: bool = False) -> None:
    """The buyer has agreed: the money is there, or set aside where the market asked for that."""
    if intent["capture_method"] == "manual":
        _authorise(state, session, intent, challenged=challenged)
    else:
        succeed(state, session, intent, challenged=challenged)


def _authorise(state: State, session: Document, intent: Document, *, challenged: bool) -> None:
    charge = new_charge(state, session, intent, challenged=challenged)
    charge |= {"amount_captured": 0, "captured": False}
    state.put(charge)
    state.record("charge.succeeded", charge)
    intent |= {
        "amount_capturable": intent["amount"],
        "last_payment_error": None,
        "latest_charge": charge["id"],
        "next_action": None,
        "status": "requires_capture",
    }
    state.put(intent)
    state.schedule("authorisation", intent["id"], state.now + HOLDS_FOR)
    state.record("payment_intent.amount_capturable_updated", intent)
    complete(state, session, "unpaid")
    state.record("checkout.session.completed", session)


def capture(state: State, intent: Document, amount: int | None) -> Document:
    """Take what was set aside, or a part of it; the rest is let go."""
    _check_waiting(intent, "captured")
    taken = intent["amount_capturable"] if amount is None else amount
    if taken > intent["amount_capturable"]:
        message = (
            "The payment could not be captured because the requested capture amount is greater "
            "than the amount you can capture for this charge."
        )
        raise ApiError(message, code="amount_too_large", param="amount_to_capture")
    charge = state.get("charge", intent["latest_charge"])
    charge |= {"amount_captured": taken, "captured": True}
    charge["balance_transaction"] = charge_transaction(state, charge)["id"]
    state.put(charge)
    state.record("charge.captured", charge)
    intent |= {"amount_capturable": 0, "amount_received": taken, "status": "succeeded"}
    state.put(intent)
    state.unschedule("authorisation", intent["id"])
    session = state.get("checkout.session", intent["_session"])
    session["payment_status"] = "paid"
    state.put(session)
    state.record("payment_intent.succeeded", intent)
    return intent


def release(state: State, intent: Document, reason: str | None) -> Document:
    """Let go of what was set aside; nothing is taken."""
    _check_waiting(intent, "canceled")
    return _let_go(state, intent, reason)


def expire(state: State, intent: Document) -> bool:
    """The authorisation was not used in time; False when it was."""
    if intent["status"] != "requires_capture":
        return False
    _let_go(state, intent, "automatic")
    return True


def _let_go(state: State, intent: Document, reason: str | None) -> Document:
    intent |= {
        "amount_capturable": 0,
        "canceled_at": state.now,
        "cancellation_reason": reason,
        "status": "canceled",
    }
    state.put(intent)
    state.unschedule("authorisation", intent["id"])
    state.record("payment_intent.canceled", intent)
    return intent


def _check_waiting(intent: Document, verb: str) -> None:
    if intent["status"] != "requires_capture":
        message = (
            f"This PaymentIntent could not be {verb} because it has a status of "
            f"{intent['status']}. Only a PaymentIntent with one of the following statuses may be "
            f"{verb}: requires_capture."
        )
        raise ApiError(message, code="payment_intent_unexpected_state")
