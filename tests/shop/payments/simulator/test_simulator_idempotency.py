"""A repeated request does nothing a second time, and a key belongs to one request."""

import pytest
import requests
import stripe

REFUND = "/v1/refunds"


def post(market, path, key, fields):
    return requests.post(
        market.address + path,
        data=fields,
        headers={
            "Authorization": "Bearer sk_test_market",
            "Stripe-Version": "2026-10-28.endive",
            "Idempotency-Key": key,
        },
        timeout=10,
    )


def test_the_same_request_gets_the_same_answer(market):
    session = market.paid(4900)
    fields = {"payment_intent": session.payment_intent, "amount": "500"}
    first = post(market, REFUND, "yz:refund:1", fields)
    again = post(market, REFUND, "yz:refund:1", dict(reversed(fields.items())))
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.text == first.text
    assert "Idempotent-Replayed" not in first.headers
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.headers["Idempotency-Key"] == "yz:refund:1"
    assert len(market.client.v1.refunds.list().data) == 1


def test_the_library_sees_the_replay(market):
    session = market.paid(4900)
    params = {"payment_intent": session.payment_intent, "amount": 500}
    options = {"idempotency_key": "yz:refund:1"}
    first = market.client.v1.refunds.create(params=params, options=options)
    again = market.client.v1.refunds.create(params=params, options=options)
    assert again.id == first.id
    assert again.last_response.headers["Idempotent-Replayed"] == "true"


def test_a_key_used_with_other_parameters_is_refused(market):
    session = market.paid(4900)
    options = {"idempotency_key": "yz:refund:1"}
    params = {"payment_intent": session.payment_intent, "amount": 500}
    market.client.v1.refunds.create(params=params, options=options)
    with pytest.raises(stripe.IdempotencyError) as caught:
        market.client.v1.refunds.create(params={**params, "amount": 501}, options=options)
    assert caught.value.http_status == 400
    assert "same parameters they were first used with" in caught.value.user_message
    assert len(market.client.v1.refunds.list().data) == 1


def test_a_key_used_for_another_call_is_refused(market):
    session = market.order()
    assert post(market, f"/v1/checkout/sessions/{session.id}/expire", "k", {}).status_code == 200
    answer = post(market, REFUND, "k", {})
    assert answer.json()["error"]["type"] == "idempotency_error"


def test_a_refusal_by_rule_is_remembered_and_one_by_validation_is_not(market):
    session = market.paid(4900)
    ruled = {"payment_intent": session.payment_intent, "amount": "9999"}
    assert post(market, REFUND, "rule", ruled).status_code == 400
    again = post(market, REFUND, "rule", ruled)
    assert (again.status_code, again.headers["Idempotent-Replayed"]) == (400, "true")
    assert post(market, REFUND, "typo", {**ruled, "amont": "1"}).status_code == 400
    assert post(market, REFUND, "typo", {**ruled, "amount": "100"}).status_code == 200


def test_a_key_is_forgotten_after_a_day(market):
    session = market.paid(4900)
    fields = {"payment_intent": session.payment_intent, "amount": "500"}
    first = post(market, REFUND, "k", fields)
    market.clock.advance(24 * 3600)
    second = post(market, REFUND, "k", fields)
    assert "Idempotent-Replayed" not in second.headers
    assert second.json()["id"] != first.json()["id"]
