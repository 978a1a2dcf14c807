"""What each movement leaves on the simulated account, and Stripe's fee for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.payments.simulator.documents import new_id

if TYPE_CHECKING:
    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.state import State

FEE_PER_MILLE = 36
SETTLES_AFTER = 4 * 24 * 60 * 60


def charge_transaction(state: State, charge: Document) -> Document:
    """A payment in, less the fee of 3.6 % in whole yen."""
    amount: int = charge["amount_captured"]
    fee = (amount * FEE_PER_MILLE + 500) // 1000
    return _transaction(state, "charge", charge["id"], amount, fee)


def refund_transaction(state: State, refund: Document) -> Document:
    """A refund out; the fee of the payment stays with Stripe."""
    return _transaction(state, "refund", refund["id"], -refund["amount"])


def failed_refund_transaction(state: State, refund: Document) -> Document:
    """A refund that came back."""
    return _transaction(state, "refund_failure", refund["id"], refund["amount"])


def _transaction(state: State, kind: str, source: str, amount: int, fee: int = 0) -> Document:
    details = [
        {"amount": fee, "currency": "jpy", "description": "Stripe fee", "type": "stripe_fee"}
    ]
    transaction: Document = {
        "id": new_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": state.now + (SETTLES_AFTER if kind == "charge" else 0),
        "balance_type": "payments",
        "created": state.now,
        "currency": "jpy",
        "description": None,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": details if fee else [],
        "net": amount - fee,
        "reporting_category": kind,
        "source": source,
        "type": kind,
    }
    state.put(transaction)
    return transaction


def with_status(state: State, transaction: Document) -> Document:
    """The transaction with `status`, which follows from the date alone."""
    settled = transaction["available_on"] <= state.now
    return {**transaction, "status": "available" if settled else "pending"}


def totals(state: State) -> tuple[int, int]:
    """What is available and what is pending, in yen."""
    row = state.connection.execute(
        "SELECT"
        " coalesce(sum(CASE WHEN json_extract(body, '$.available_on') <= ?1"
        "   THEN json_extract(body, '$.net') END), 0),"
        " coalesce(sum(CASE WHEN json_extract(body, '$.available_on') > ?1"
        "   THEN json_extract(body, '$.net') END), 0)"
        " FROM objects WHERE kind = 'balance_transaction'",
        (state.now,),
    ).fetchone()
    return int(row[0]), int(row[1])
