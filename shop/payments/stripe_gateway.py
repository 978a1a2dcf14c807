"""Stripe, or whatever answers as Stripe does at the configured address."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, cast

import stripe

from core.settings import Payments, Settings
from shop.payments.ports import (
    ForgedEventError,
    GatewayError,
    GatewayRefusedError,
    Item,
    Observed,
    RefundAnswer,
    RefundRequest,
    SessionRequest,
    SessionState,
    Started,
)

TIMEOUT: Final = (3.0, 20.0)
RETRIES: Final = 1
TOLERANCE: Final = 300
KONBINI_DAYS: Final = 3
KONBINI_AMOUNTS: Final = range(120, 300_001)
CAN_WAIT: Final = frozenset({"card", "link"})
"""Ways to pay that set an amount aside before it is taken (Stripe: separate authorisation)."""
LOCALES: Final = {"ja": "ja", "en": "en", "zh-Hans": "zh", "zh-Hant": "zh-TW", "th": "th",
                  "ko": "ko"}  # fmt: skip
EXPAND: Final = ["payment_intent", "payment_intent.latest_charge"]


@dataclass(frozen=True)
class StripeGateway:
    """The only place that speaks to Stripe about buyers' payments."""

    client: stripe.StripeClient
    webhook_secret: str
    name: str
    is_live: bool

    @property
    def is_simulated(self) -> bool:
        return self.name == Payments.SIMULATOR.value

    def start(self, request: SessionRequest) -> Started:
        methods = methods_of(request.amount, request.country)
        if request.is_maximum:
            methods = [name for name in methods if name in CAN_WAIT]
        params: dict[str, Any] = {
            "mode": "payment",
            "ui_mode": "hosted_page",
            "locale": locale_of(request.locale, request.country),
            "customer_email": request.email,
            "client_reference_id": request.purchase_number,
            "success_url": request.success_url,
            "cancel_url": request.cancel_url,
            "expires_at": int(request.expires_at.timestamp()),
            "allowed_payment_method_types": methods,
            "payment_method_options": _options(methods),
            "adaptive_pricing": {"enabled": False},
            "line_items": [_line(item) for item in request.items],
            "metadata": {"purchase": request.purchase_number, "payment": str(request.payment_id)},
            "payment_intent_data": {
                "metadata": {
                    "purchase": request.purchase_number,
                    "payment": str(request.payment_id),
                },
                "transfer_group": request.purchase_number,
                **({"capture_method": "manual"} if request.is_maximum else {}),
            },
        }
        session = self._ask(
            lambda: self.client.v1.checkout.sessions.create(
                cast("Any", params), {"idempotency_key": request.key}
            )
        )
        return Started(session_id=str(session["id"]), url=str(session["url"] or ""))

    @property
    def can_authorise(self) -> bool:
        return True

    def capture(self, intent_id: str, amount: int, *, key: str) -> None:
        self._ask(
            lambda: self.client.v1.payment_intents.capture(
                intent_id, {"amount_to_capture": amount}, {"idempotency_key": key}
            )
        )

    def release(self, intent_id: str, *, key: str) -> None:
        try:
            self._ask(
                lambda: self.client.v1.payment_intents.cancel(
                    intent_id, {}, {"idempotency_key": key}
                )
            )
        except GatewayRefusedError:
            return

    def look_up(self, session_id: str) -> Observed:
        session = self._ask(
            lambda: self.client.v1.checkout.sessions.retrieve(session_id, {"expand": EXPAND})
        )
        return observed(session)

    def close(self, session_id: str) -> None:
        try:
            self._ask(lambda: self.client.v1.checkout.sessions.expire(session_id))
        except GatewayRefusedError:
            return

    def refund(self, request: RefundRequest) -> RefundAnswer:
        params: dict[str, Any] = {
            "payment_intent": request.intent_id,
            "amount": request.amount,
            "metadata": {"reason": request.reason, "key": request.key},
        }
        refund = self._ask(
            lambda: self.client.v1.refunds.create(
                cast("Any", params), {"idempotency_key": request.key}
            )
        )
        return _refund(refund)

    def look_up_refund(self, refund_id: str) -> RefundAnswer:
        return _refund(self._ask(lambda: self.client.v1.refunds.retrieve(refund_id)))

    def verify(self, body: bytes, signature: str, now: datetime) -> Mapping[str, Any]:
        """The event in the raw bytes; the library lets stamps of the future pass, we do not."""
        try:
            self.client.construct_event(body, signature, self.webhook_secret, TOLERANCE)
        except (ValueError, stripe.SignatureVerificationError) as error:
            raise ForgedEventError(str(error)) from None
        if _stamp(signature) > now.timestamp() + TOLERANCE:
            raise ForgedEventError("the stamp lies in the future")
        event = cast("dict[str, Any]", json.loads(body))
        if bool(event.get("livemode")) is not self.is_live:
            raise ForgedEventError("live and test are mixed")
        return event

    def _ask(self, call: Any) -> dict[str, Any]:
        """One call; a fault that may pass is told apart from a refusal."""
        try:
            answer = call()
        except (stripe.InvalidRequestError, stripe.IdempotencyError) as error:
            raise GatewayRefusedError(str(error)) from error
        except stripe.StripeError as error:
            raise GatewayError(str(error)) from error
        return cast("dict[str, Any]", answer.to_dict(for_json=True))


def of_settings(settings: Settings) -> StripeGateway:
    """The gateway towards Stripe, or towards the simulator at its own address."""
    base = settings.effective_stripe_api_base
    client = stripe.StripeClient(
        settings.effective_stripe_key,
        base_addresses={"api": base, "files": base, "connect": base} if base else None,
        max_network_retries=RETRIES,
        http_client=stripe.RequestsClient(timeout=TIMEOUT),
    )
    return StripeGateway(
        client=client,
        webhook_secret=settings.effective_webhook_secret,
        name=settings.effective_payments.value,
        is_live="_live_" in settings.effective_stripe_key,
    )


def methods_of(amount: int, country: str) -> list[str]:
    """The ways to pay that fit an amount and a destination; the account may offer fewer."""
    methods = ["card", "link"]
    if country == "JP":
        if amount in KONBINI_AMOUNTS:
            methods.append("konbini")
        methods.append("paypay")
    return [*methods, "alipay", "wechat_pay"]


def locale_of(locale: str, country: str) -> str:
    """The hosted page's language; Hong Kong has a traditional form of its own."""
    if locale == "zh-Hant" and country == "HK":
        return "zh-HK"
    return LOCALES[locale]


def _options(methods: list[str]) -> dict[str, Any]:
    options: dict[str, Any] = {"wechat_pay": {"client": "web"}}
    if "konbini" in methods:
        options["konbini"] = {"expires_after_days": KONBINI_DAYS}
    return options


def _line(item: Item) -> dict[str, Any]:
    return {
        "quantity": item.quantity,
        "price_data": {
            "currency": "jpy",
            "unit_amount": item.unit_amount,
            "product_data": {"name": item.name[:250]},
        },
    }


def observed(session: Mapping[str, Any]) -> Observed:
    """A session with its intent expanded, reduced to what we act on."""
    found = session.get("payment_intent")
    intent: dict[str, Any] = cast("dict[str, Any]", found) if isinstance(found, dict) else {}
    charge = intent.get("latest_charge")
    details: dict[str, Any] = cast("dict[str, Any]", charge) if isinstance(charge, dict) else {}
    means: dict[str, Any] = details.get("payment_method_details") or {}
    error: dict[str, Any] = intent.get("last_payment_error") or {}
    action: dict[str, Any] = intent.get("next_action") or {}
    voucher: dict[str, Any] = action.get("konbini_display_details") or {}
    return Observed(
        session_id=str(session["id"]),
        state=_state(session, intent),
        amount=_amount(session, intent),
        currency=str(session.get("currency") or ""),
        intent_id=intent.get("id"),
        charge_id=details.get("id"),
        method=means.get("type"),
        failure=error.get("decline_code") or error.get("code"),
        pays_until=_pays_until(voucher),
        instructions_url=str(voucher.get("hosted_voucher_url") or ""),
    )


def _amount(session: Mapping[str, Any], intent: Mapping[str, Any]) -> int:
    """What was or will be taken: of an amount that was set aside, what was taken of it."""
    if intent.get("capture_method") == "manual" and intent.get("status") == "succeeded":
        return int(intent.get("amount_received") or 0)
    return int(session.get("amount_total") or 0)


def _state(session: Mapping[str, Any], intent: Mapping[str, Any]) -> SessionState:
    if session.get("status") == "expired":
        return SessionState.EXPIRED
    if intent.get("status") == "requires_capture":
        return SessionState.AUTHORISED
    is_captured = intent.get("capture_method") == "manual" and intent.get("status") == "succeeded"
    if session.get("payment_status") == "paid" or is_captured:
        return SessionState.PAID
    if session.get("status") == "complete":
        is_over = intent.get("status") in {"requires_payment_method", "canceled"}
        return SessionState.FAILED if is_over else SessionState.PENDING
    return SessionState.OPEN


def _pays_until(voucher: Mapping[str, Any]) -> datetime | None:
    stamp = voucher.get("expires_at")
    return datetime.fromtimestamp(int(stamp), UTC) if stamp else None


def _refund(refund: Mapping[str, Any]) -> RefundAnswer:
    status = refund.get("status")
    return RefundAnswer(
        refund_id=str(refund["id"]),
        is_through=status == "succeeded",
        is_failed=status in {"failed", "canceled"},
    )


def _stamp(signature: str) -> int:
    parts = dict(part.split("=", 1) for part in signature.split(",") if "=" in part)
    return int(parts.get("t", "0"))
