"""What buyers and time do to a payment, with the events that Stripe sends for it, in its order."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, time, timedelta, timezone
from typing import TYPE_CHECKING

from shop.payments.simulator.balances import charge_transaction
from shop.payments.simulator.documents import new_id

if TYPE_CHECKING:
    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.state import State

JAPAN = timezone(timedelta(hours=9))
DEFAULT_VOUCHER_DAYS = 3
STORES = ("familymart", "lawson", "ministop", "seicomart")

DECLINED = {
    "code": "card_declined",
    "decline_code": "generic_decline",
    "message": "Your card was declined.",
    "type": "card_error",
}
NOT_AUTHENTICATED = {
    "code": "payment_intent_authentication_failure",
    "message": "The provided payment method has failed authentication. You can provide a new "
    "payment method to attempt to fulfil this PaymentIntent again.",
    "type": "invalid_request_error",
}
NOT_PAID_IN_TIME = {
    "code": "payment_intent_payment_attempt_expired",
    "message": "The customer did not pay within the time allowed for this payment method.",
    "type": "invalid_request_error",
}


# What an intent says before anything has happened to it.
_INTENT_AT_FIRST: Document = {
    "amount_capturable": 0,
    "amount_details": {"tip": {}},
    "amount_received": 0,
    "application": None,
    "application_fee_amount": None,
    "automatic_payment_methods": None,
    "canceled_at": None,
    "cancellation_reason": None,
    "confirmation_method": "automatic",
    "customer": None,
    "customer_account": None,
    "last_payment_error": None,
    "latest_charge": None,
    "next_action": None,
    "on_behalf_of": None,
    "payment_method": None,
    "processing": None,
    "review": None,
    "setup_future_usage": None,
    "source": None,
    "statement_descriptor": None,
    "status": "requires_payment_method",
    "transfer_data": None,
}


def attempt(state: State, session: Document, method: str, email: str | None = None) -> Document:
    """The payment intent of a session, made at its first attempt, ready for this method."""
    if email is not None and session["customer_details"] is None:
        session["customer_details"] = customer(email)
    if session["payment_intent"] is not None:
        intent = state.get("payment_intent", session["payment_intent"])
    else:
        intent = _new_intent(state, session)
        session["payment_intent"] = intent["id"]
        state.put(session)
        state.record("payment_intent.created", intent)
    intent["payment_method"] = new_id("pm")
    intent["_method"] = method
    return intent


def customer(email: str) -> Document:
    """The buyer as far as the session knows."""
    return {
        "address": None,
        "business_name": None,
        "email": email,
        "individual_name": None,
        "name": None,
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": None,
    }


def _new_intent(state: State, session: Document) -> Document:
    data: Document = session["_payment_intent_data"]
    identifier = new_id("pi")
    return {
        **_INTENT_AT_FIRST,
        "id": identifier,
        "object": "payment_intent",
        "amount": session["amount_total"],
        "capture_method": data.get("capture_method", "automatic_async"),
        "client_secret": f"{identifier}_secret_{secrets.token_hex(12)}",
        "created": state.now,
        "currency": session["currency"],
        "description": data.get("description"),
        "livemode": False,
        "metadata": data.get("metadata", {}),
        "payment_method_options": session["payment_method_options"],
        "payment_method_types": session["payment_method_types"],
        "receipt_email": data.get("receipt_email"),
        "shipping": data.get("shipping"),
        "statement_descriptor_suffix": data.get("statement_descriptor_suffix"),
        "transfer_group": data.get("transfer_group"),
        "_session": session["id"],
    }


def succeed(state: State, session: Document, intent: Document, *, challenged: bool = False) -> None:
    """The money is there at once: a charge, and the session complete and paid."""
    _collect(state, session, intent, challenged=challenged)
    complete(state, session, "paid")
    state.record("checkout.session.completed", session)


def decline(state: State, session: Document, intent: Document, reason: Document) -> None:
    """The attempt fails; the session stays open for another one."""
    error = {**reason, "payment_method_type": intent["_method"]}
    if reason is DECLINED:
        charge = new_charge(state, session, intent, failure=reason)
        state.put(charge)
        state.record("charge.failed", charge)
        intent["latest_charge"] = error["charge"] = charge["id"]
    intent |= {
        "last_payment_error": error,
        "next_action": None,
        "payment_method": None,
        "status": "requires_payment_method",
    }
    state.put(intent)
    state.record("payment_intent.payment_failed", intent)


def ask_elsewhere(state: State, intent: Document, url: str) -> None:
    """The buyer has to confirm at a bank or a wallet first."""
    intent |= {
        "status": "requires_action",
        "next_action": {
            "type": "redirect_to_url",
            "redirect_to_url": {"url": url, "return_url": None},
        },
    }
    state.put(intent)
    state.record("payment_intent.requires_action", intent)


def issue_voucher(state: State, session: Document, intent: Document) -> None:
    """A payment number for the shop counter: the session is complete, but not paid."""
    days = session["payment_method_options"].get("konbini", {}).get("expires_after_days")
    expires_at = _end_of_day(state.now, DEFAULT_VOUCHER_DAYS if days is None else days)
    stores = {
        store: {
            "confirmation_number": f"{secrets.randbelow(10**11):011}",
            "payment_code": f"{secrets.randbelow(10**6):06}",
        }
        for store in STORES
    }
    intent |= {
        "status": "requires_action",
        "next_action": {
            "type": "konbini_display_details",
            "konbini_display_details": {
                "expires_at": expires_at,
                "hosted_voucher_url": f"{state.settings.public_base}/voucher/{session['id']}",
                "stores": stores,
            },
        },
    }
    state.put(intent)
    state.record("payment_intent.requires_action", intent)
    complete(state, session, "unpaid")
    state.record("checkout.session.completed", session)
    state.schedule("voucher", intent["id"], expires_at)


def pay_voucher(state: State, intent: Document) -> bool:
    """The buyer pays at the counter; False when the number is no longer waiting."""
    if not awaits_store(intent):
        return False
    session = state.get("checkout.session", intent["_session"])
    _collect(state, session, intent)
    session["payment_status"] = "paid"
    state.put(session)
    state.unschedule("voucher", intent["id"])
    state.record("checkout.session.async_payment_succeeded", session)
    return True


def expire_voucher(state: State, intent: Document) -> bool:
    """The number was not paid in time; False when it is no longer waiting."""
    if not awaits_store(intent):
        return False
    session = state.get("checkout.session", intent["_session"])
    decline(state, session, intent, NOT_PAID_IN_TIME)
    state.unschedule("voucher", intent["id"])
    state.record("checkout.session.async_payment_failed", session)
    return True


def expire_session(state: State, session: Document) -> Document:
    """The session ends unfinished, and an attempt that was begun with it."""
    session |= {"status": "expired", "url": None}
    state.put(session)
    state.unschedule("session", session["id"])
    if session["payment_intent"] is not None:
        intent = state.get("payment_intent", session["payment_intent"])
        intent |= {
            "canceled_at": state.now,
            "cancellation_reason": "expired",
            "next_action": None,
            "status": "canceled",
        }
        state.put(intent)
        state.record("payment_intent.canceled", intent)
    state.record("checkout.session.expired", session)
    return session


def awaits_store(intent: Document) -> bool:
    """Whether a payment number waits to be paid at a counter."""
    action: Document = intent["next_action"] or {}
    return action.get("type") == "konbini_display_details"


def complete(state: State, session: Document, payment_status: str) -> None:
    """The buyer is through with the page."""
    session |= {"payment_status": payment_status, "status": "complete", "url": None}
    state.put(session)
    state.unschedule("session", session["id"])


def _collect(
    state: State, session: Document, intent: Document, *, challenged: bool = False
) -> None:
    charge = new_charge(state, session, intent, challenged=challenged)
    transaction = charge_transaction(state, charge)
    charge["balance_transaction"] = transaction["id"]
    state.put(charge)
    state.record("charge.succeeded", charge)
    intent |= {
        "amount_received": intent["amount"],
        "last_payment_error": None,
        "latest_charge": charge["id"],
        "next_action": None,
        "status": "succeeded",
    }
    state.put(intent)
    state.record("payment_intent.succeeded", intent)


def new_charge(
    state: State,
    session: Document,
    intent: Document,
    *,
    failure: Document | None = None,
    challenged: bool = False,
) -> Document:
    """A charge of the whole amount, or of a failed attempt."""
    paid = failure is None
    return {
        "id": new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"] if paid else 0,
        "amount_refunded": 0,
        "balance_transaction": None,
        "billing_details": _billing_details(session),
        "captured": paid,
        "created": state.now,
        "currency": intent["currency"],
        "customer": None,
        "description": intent["description"],
        "disputed": False,
        "failure_code": None if failure is None else failure["code"],
        "failure_message": None if failure is None else failure["message"],
        "livemode": False,
        "metadata": intent["metadata"],
        "outcome": {"type": "authorized" if paid else "issuer_declined"},
        "paid": paid,
        "payment_intent": intent["id"],
        "payment_method": intent["payment_method"],
        "payment_method_details": _method_details(intent, challenged=challenged),
        "receipt_email": intent["receipt_email"],
        "receipt_url": None,
        "refunded": False,
        "shipping": intent["shipping"],
        "status": "succeeded" if paid else "failed",
        "transfer_group": intent["transfer_group"],
    }


def _billing_details(session: Document) -> Document:
    details: Document = session["customer_details"] or {}
    email = details.get("email")
    return {"address": None, "email": email, "name": None, "phone": None, "tax_id": None}


def _method_details(intent: Document, *, challenged: bool) -> Document:
    method: str = intent["_method"]
    details: Document = {}
    if method == "card":
        secure = {"authentication_flow": "challenge", "result": "authenticated", "version": "2.2.0"}
        details = {
            "brand": "visa",
            "country": "JP",
            "exp_month": 12,
            "exp_year": 2034,
            "funding": "credit",
            "last4": "3155" if challenged else "4242",
            "network": "visa",
            "three_d_secure": secure if challenged else None,
        }
    elif method == "konbini":
        details = {"store": {"chain": STORES[0]}}
    return {"type": method, method: details}


def _end_of_day(now: int, days: int) -> int:
    day = datetime.fromtimestamp(now, UTC).astimezone(JAPAN).date() + timedelta(days=days)
    return int(datetime.combine(day, time(23, 59, 59), JAPAN).timestamp())
