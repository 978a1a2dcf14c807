"""The life of a refund after it was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.payments.simulator.balances import failed_refund_transaction, refund_transaction
from shop.payments.simulator.documents import new_id
from shop.payments.simulator.methods import METHODS, Refunding

if TYPE_CHECKING:
    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.state import State

LATER_SECONDS = 5
DETAILS_DAYS = 45


def begin(state: State, charge: Document, amount: int, given: Document) -> Document:
    """A refund of part or all of a charge, in the state its payment method starts in."""
    refund: Document = {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": state.now,
        "currency": charge["currency"],
        "description": None,
        "destination_details": {"type": charge["payment_method_details"]["type"]},
        "failure_balance_transaction": None,
        "failure_reason": None,
        "instructions_email": given.get("instructions_email"),
        "metadata": given.get("metadata", {}),
        "next_action": None,
        "payment_intent": charge["payment_intent"],
        "pending_reason": None,
        "reason": given.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }
    _start(state, charge, refund)
    refund["balance_transaction"] = refund_transaction(state, refund)["id"]
    state.put(refund)
    _count(state, charge, amount)
    state.record("refund.created", refund)
    state.record("charge.refunded", charge)
    return refund


def _start(state: State, charge: Document, refund: Document) -> None:
    refunding = METHODS[charge["payment_method_details"]["type"]].refunding
    if refunding is Refunding.LATER:
        refund |= {"status": "pending", "pending_reason": "processing"}
        state.schedule("refund", refund["id"], state.instant + LATER_SECONDS)
    elif refunding is Refunding.NEEDS_BANK_DETAILS:
        address = refund["instructions_email"] or charge["billing_details"]["email"]
        refund |= {
            "status": "requires_action",
            "next_action": {
                "type": "display_details",
                "display_details": {
                    "email_sent": {"email_sent_at": state.now, "email_sent_to": address},
                    "expires_at": state.now + DETAILS_DAYS * 24 * 60 * 60,
                },
            },
        }


def finish(state: State, refund: Document) -> bool:
    """The money has reached the buyer; False when the refund was not on its way."""
    if refund["status"] not in {"pending", "requires_action"}:
        return False
    _update(state, refund, {"status": "succeeded", "next_action": None, "pending_reason": None})
    return True


def fail(state: State, refund: Document, reason: str = "expired_or_canceled_card") -> bool:
    """The refund comes back to the account; False when it had come back before."""
    if refund["status"] == "failed":
        return False
    back = failed_refund_transaction(state, refund)
    charge = state.get("charge", refund["charge"])
    _count(state, charge, -refund["amount"])
    changes = {
        "status": "failed",
        "next_action": None,
        "pending_reason": None,
        "failure_reason": reason,
        "failure_balance_transaction": back["id"],
    }
    _update(state, refund, changes)
    state.record("refund.failed", refund)
    return True


def _update(state: State, refund: Document, changes: Document) -> None:
    previous = {name: refund[name] for name, value in changes.items() if refund[name] != value}
    refund |= changes
    state.put(refund)
    state.unschedule("refund", refund["id"])
    state.record("refund.updated", refund, previous)
    state.record("charge.refund.updated", refund, previous)


def _count(state: State, charge: Document, amount: int) -> None:
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount"]
    state.put(charge)
