"""What is read of Stripe's objects, and which signatures are believed."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from stripe import WebhookSignature

from core.settings import Environment, Payments, Settings, SettingsError
from shop.payments import gateway_of
from shop.payments.manual import ManualGateway
from shop.payments.ports import ForgedEventError, SessionState
from shop.payments.stripe_gateway import (
    StripeGateway,
    locale_of,
    methods_of,
    observed,
    of_settings,
)

NOW = datetime(2026, 11, 2, 1, 0, tzinfo=UTC)
SECRET = "whsec_of_the_test"
BODY = json.dumps({"id": "evt_1", "object": "event", "livemode": False}).encode()


def settings(**more: Any) -> Settings:
    return Settings(
        environment=Environment.TEST,
        stripe_secret_key="sk_test_1",
        stripe_webhook_secret=SECRET,
        **more,
    )


@pytest.fixture
def gateway() -> StripeGateway:
    return of_settings(settings())


def signed(body: bytes, at: datetime, secret: str = SECRET) -> str:
    return WebhookSignature.generate_signature_header(
        body.decode(), secret, timestamp=int(at.timestamp())
    )


def test_a_signed_event_is_believed(gateway: StripeGateway) -> None:
    now = datetime.now(UTC)
    assert gateway.verify(BODY, signed(BODY, now), now)["id"] == "evt_1"


@pytest.mark.parametrize(
    "fault", ["wrong secret", "changed body", "too old", "future", "no header", "live"]
)
def test_anything_else_is_refused(gateway: StripeGateway, fault: str) -> None:
    now = datetime.now(UTC)
    body, header = BODY, signed(BODY, now)
    if fault == "wrong secret":
        header = signed(BODY, now, "whsec_other")
    elif fault == "changed body":
        body = BODY.replace(b"evt_1", b"evt_2")
    elif fault == "too old":
        header = signed(BODY, now - timedelta(seconds=301))
    elif fault == "future":
        header = signed(BODY, now + timedelta(seconds=302))
    elif fault == "no header":
        header = ""
    else:
        body = json.dumps({"id": "evt_1", "object": "event", "livemode": True}).encode()
        header = signed(body, now)
    with pytest.raises(ForgedEventError):
        gateway.verify(body, header, now)


def session(**more: Any) -> dict[str, Any]:
    return {"id": "cs_1", "amount_total": 4900, "currency": "jpy", "status": "open",
            "payment_status": "unpaid", "payment_intent": None, **more}  # fmt: skip


@pytest.mark.parametrize(
    ("more", "state"),
    [
        ({}, SessionState.OPEN),
        ({"payment_intent": {"id": "pi", "status": "requires_payment_method"}}, SessionState.OPEN),
        ({"status": "complete", "payment_status": "paid"}, SessionState.PAID),
        ({"status": "expired"}, SessionState.EXPIRED),
        (
            {"status": "complete", "payment_intent": {"id": "pi", "status": "requires_action"}},
            SessionState.PENDING,
        ),
        (
            {
                "status": "complete",
                "payment_intent": {"id": "pi", "status": "requires_payment_method"},
            },
            SessionState.FAILED,
        ),
    ],
)
def test_a_session_is_read_as_one_of_five_states(more: dict[str, Any], state: SessionState) -> None:
    assert observed(session(**more)).state is state


def test_a_paid_session_says_how_and_by_what_charge() -> None:
    charge = {"id": "ch_1", "payment_method_details": {"type": "konbini"}}
    intent = {"id": "pi_1", "status": "succeeded", "latest_charge": charge}
    found = observed(session(status="complete", payment_status="paid", payment_intent=intent))
    assert (found.intent_id, found.charge_id, found.method) == ("pi_1", "ch_1", "konbini")
    assert (found.amount, found.currency) == (4900, "jpy")


@pytest.mark.parametrize(
    ("amount", "country", "has_konbini"),
    [(119, "JP", False), (120, "JP", True), (300_000, "JP", True), (300_001, "JP", False),
     (5000, "TW", False)],
)  # fmt: skip
def test_konbini_is_offered_within_its_limits_at_home(
    amount: int, country: str, *, has_konbini: bool
) -> None:
    assert ("konbini" in methods_of(amount, country)) is has_konbini


@pytest.mark.parametrize(
    ("locale", "country", "hosted"),
    [("ja", "JP", "ja"), ("zh-Hant", "TW", "zh-TW"), ("zh-Hant", "HK", "zh-HK"),
     ("zh-Hans", "SG", "zh"), ("th", "TH", "th"), ("ko", "KR", "ko"), ("en", "JP", "en")],
)  # fmt: skip
def test_the_hosted_page_speaks_the_buyers_language(locale: str, country: str, hosted: str) -> None:
    assert locale_of(locale, country) == hosted


def test_who_takes_the_money_follows_from_the_settings() -> None:
    assert gateway_of(settings()).name == "stripe"
    simulated = gateway_of(Settings(environment=Environment.TEST))
    assert simulated.name == "simulator"
    assert simulated.is_simulated
    assert isinstance(gateway_of(Settings(payments=Payments.MANUAL)), ManualGateway)
    with pytest.raises((ValueError, SettingsError)):
        gateway_of(Settings(environment=Environment.PRODUCTION, payments=Payments.SIMULATOR))
