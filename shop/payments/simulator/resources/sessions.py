"""Checkout Sessions: made, read, listed, expired."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shop.payments.simulator.documents import new_id
from shop.payments.simulator.errors import ApiError, BadParameter
from shop.payments.simulator.expansion import lines_page
from shop.payments.simulator.methods import METHODS, offered
from shop.payments.simulator.parameters import Choice, Fields, NotCarried, Text, WholeNumber
from shop.payments.simulator.payments import customer, expire_session
from shop.payments.simulator.resources.session_parameters import SESSION_FIELDS
from shop.payments.simulator.routes import Call, Route, list_fields, listed

if TYPE_CHECKING:
    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.state import State

SHORTEST_LIFE = 30 * 60
LONGEST_LIFE = 24 * 60 * 60
SMALLEST_AMOUNT = 50
LARGEST_AMOUNT = 99_999_999

# What a session of this kind says about features that it does not use.
_UNUSED: Document = {
    "after_expiration": None,
    "allow_promotion_codes": None,
    "billing_address_collection": None,
    "client_secret": None,
    "collected_information": None,
    "consent": None,
    "consent_collection": None,
    "currency_conversion": None,
    "custom_fields": [],
    "customer": None,
    "customer_account": None,
    "discounts": [],
    "integration_identifier": None,
    "invoice": None,
    "name_collection": None,
    "optional_items": None,
    "payment_link": None,
    "payment_method_collection": "if_required",
    "payment_method_configuration_details": None,
    "permissions": None,
    "presentment_details": None,
    "recovered_from": None,
    "return_url": None,
    "saved_payment_method_options": None,
    "setup_intent": None,
    "shipping_address_collection": None,
    "shipping_cost": None,
    "shipping_options": [],
    "subscription": None,
    "wallet_options": None,
}


def create(state: State, call: Call) -> Document:
    """A session waiting for its buyer."""
    params = call.params
    if params.get("adaptive_pricing", {}).get("enabled"):
        message = "The simulator does not carry Adaptive Pricing; Stripe itself may accept it."
        raise BadParameter(message, "adaptive_pricing[enabled]", "simulator_not_carried")
    lines = [_line(item) for item in params["line_items"]]
    total = sum(line["amount_total"] for line in lines)
    methods = _methods(state, params, total)
    session: Document = {
        **_UNUSED,
        **_given(params),
        **_amounts(total),
        "id": new_id("cs", 58).replace("cs_test_", "cs_test_a1"),
        "object": "checkout.session",
        "created": state.now,
        "expires_at": _expiry(state, params),
        "livemode": False,
        "payment_method_types": methods,
        "payment_intent": None,
        "payment_status": "unpaid",
        "status": "open",
        "_line_items": lines,
        "_payment_intent_data": params.get("payment_intent_data", {}),
    }
    session["url"] = f"{state.settings.public_base}/pay/{session['id']}"
    state.put(session)
    state.schedule("session", session["id"], session["expires_at"])
    return session


def _given(params: Document) -> Document:
    email = params.get("customer_email")
    return {
        "adaptive_pricing": {"enabled": False},
        "allowed_payment_method_types": params.get("allowed_payment_method_types"),
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "branding_settings": None,
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "custom_text": {
            "after_submit": None,
            "shipping_address": None,
            "submit": None,
            "terms_of_service_acceptance": None,
        },
        "customer_creation": params.get("customer_creation", "if_required"),
        "customer_details": None if email is None else customer(email),
        "customer_email": email,
        "excluded_payment_method_types": params.get("excluded_payment_method_types"),
        "invoice_creation": {"enabled": False, "invoice_data": None},
        "locale": params.get("locale"),
        "managed_payments": {"enabled": False},
        "metadata": params.get("metadata", {}),
        "mode": params["mode"],
        "origin_context": params.get("origin_context"),
        "payment_method_options": params.get("payment_method_options", {}),
        "phone_number_collection": {"enabled": False},
        "submit_type": params.get("submit_type"),
        "success_url": params["success_url"],
        "tax_id_collection": {"enabled": False, "required": "never"},
        "ui_mode": params.get("ui_mode", "hosted_page"),
    }


def _amounts(total: int) -> Document:
    return {
        "amount_subtotal": total,
        "amount_total": total,
        "currency": "jpy",
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
    }


def _line(item: Document) -> Document:
    data = item["price_data"]
    product = data["product_data"]
    amount = data["unit_amount"] * item["quantity"]
    return {
        "id": new_id("li"),
        "object": "item",
        "adjustable_quantity": None,
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": data["currency"],
        "description": product["name"],
        "metadata": item.get("metadata", {}),
        "price": {
            "id": new_id("price"),
            "object": "price",
            "active": False,
            "currency": data["currency"],
            "livemode": False,
            "metadata": {},
            "product": new_id("prod"),
            "tax_behavior": data.get("tax_behavior", "unspecified"),
            "type": "one_time",
            "unit_amount": data["unit_amount"],
            "unit_amount_decimal": str(data["unit_amount"]),
        },
        "quantity": item["quantity"],
        "_detail": product.get("description"),
    }


def _expiry(state: State, params: Document) -> int:
    expires_at: int = params.get("expires_at", state.now + LONGEST_LIFE)
    if expires_at < state.now + SHORTEST_LIFE:
        message = "`expires_at` must be at least 30 minutes after Checkout Session creation."
        raise BadParameter(message, "expires_at")
    if expires_at > state.now + LONGEST_LIFE:
        message = "`expires_at` must be at most 24 hours after Checkout Session creation."
        raise BadParameter(message, "expires_at")
    return expires_at


def _methods(state: State, params: Document, total: int) -> list[str]:
    if total > LARGEST_AMOUNT:
        message = f"The total amount due must be no more than ¥{LARGEST_AMOUNT:,}."
        raise ApiError(message, code="amount_too_large", param="line_items")
    allowed: list[str] | None = params.get("allowed_payment_method_types")
    excluded: list[str] = params.get("excluded_payment_method_types", [])
    names = offered(total, state.settings.payment_methods, allowed, excluded)
    if names:
        return names
    wanted = [METHODS[name] for name in (allowed or METHODS) if name in METHODS]
    floor = min((method.minimum for method in wanted), default=SMALLEST_AMOUNT)
    ceiling = max((method.maximum for method in wanted), default=LARGEST_AMOUNT)
    if total < floor:
        message = f"The Checkout Session's total amount due must add up to at least ¥{floor:,} jpy"
        raise ApiError(message, code="amount_too_small", param="line_items")
    if total > ceiling:
        message = f"The Checkout Session's total amount due must be no more than ¥{ceiling:,} jpy"
        raise ApiError(message, code="amount_too_large", param="line_items")
    message = "No payment method is eligible for this Checkout Session."
    raise ApiError(message, param="allowed_payment_method_types")


def retrieve(state: State, call: Call) -> Document:
    """One session as it stands."""
    return state.get("checkout.session", call.ids["id"])


def list_sessions(state: State, call: Call) -> Document:
    """Sessions, newest first."""
    return listed(
        state, call, "checkout.session", "/v1/checkout/sessions", "payment_intent", "status"
    )


def list_lines(state: State, call: Call) -> Document:
    """The lines of one session."""
    session = state.get("checkout.session", call.ids["id"])
    return lines_page(session, call.params.get("limit", 10), call.params.get("starting_after"))


def expire(state: State, call: Call) -> Document:
    """End a session that its buyer has not finished."""
    session = state.get("checkout.session", call.ids["id"])
    if session["status"] != "open":
        message = (
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout '
            f"Session has a status of `{session['status']}`."
        )
        raise ApiError(message)
    return expire_session(state, session)


_LINES = Fields(
    {"limit": WholeNumber(1, 100), "starting_after": Text(), "ending_before": NotCarried()}
)

ROUTES = (
    Route("POST", "/v1/checkout/sessions", create, SESSION_FIELDS),
    Route(
        "GET",
        "/v1/checkout/sessions",
        list_sessions,
        list_fields(
            customer=NotCarried(),
            customer_account=NotCarried(),
            customer_details=NotCarried(),
            payment_intent=Text(),
            payment_link=NotCarried(),
            status=Choice(("complete", "expired", "open")),
            subscription=NotCarried(),
        ),
    ),
    Route("GET", "/v1/checkout/sessions/<id>", retrieve),
    Route("GET", "/v1/checkout/sessions/<id>/line_items", list_lines, _LINES),
    Route("POST", "/v1/checkout/sessions/<id>/expire", expire, Fields({})),
)
