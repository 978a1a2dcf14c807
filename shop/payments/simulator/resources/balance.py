"""The account's balance and the transactions that make it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.payments.simulator.balances import totals
from shop.payments.simulator.parameters import NotCarried, Text
from shop.payments.simulator.routes import Call, Route, list_fields, listed

if TYPE_CHECKING:
    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.state import State


def retrieve(state: State, call: Call) -> Document:
    """What is available and what is still to settle."""
    del call
    available, pending = totals(state)
    return {
        "object": "balance",
        "available": [_amount(available)],
        "livemode": False,
        "pending": [_amount(pending)],
        "refund_and_dispute_prefunding": {"available": [_amount(0)], "pending": [_amount(0)]},
    }


def _amount(amount: int) -> Document:
    return {"amount": amount, "currency": "jpy", "source_types": {"card": amount}}


def retrieve_transaction(state: State, call: Call) -> Document:
    """One balance transaction."""
    return state.get("balance_transaction", call.ids["id"])


def list_transactions(state: State, call: Call) -> Document:
    """Balance transactions, newest first."""
    return listed(state, call, "balance_transaction", "/v1/balance_transactions", "source", "type")


ROUTES = (
    Route("GET", "/v1/balance", retrieve),
    Route(
        "GET",
        "/v1/balance_transactions",
        list_transactions,
        list_fields(currency=NotCarried(), payout=NotCarried(), source=Text(), type=Text()),
    ),
    Route("GET", "/v1/balance_transactions/<id>", retrieve_transaction),
)
