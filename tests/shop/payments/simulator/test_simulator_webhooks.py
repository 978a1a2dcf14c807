"""Signed deliveries, their retries, and the switches that make them misbehave."""

import pytest
import requests
import stripe

PAID = [
    "payment_intent.created",
    "charge.succeeded",
    "payment_intent.succeeded",
    "checkout.session.completed",
]


def switch(market, **values):
    return requests.post(market.address + "/_simulator/switches", json=values, timeout=10)


def test_deliveries_are_signed_and_carry_the_whole_envelope(market):
    session = market.order(client_reference_id="YZ-1")
    market.pay(session)
    assert market.receiver.deliveries == []
    assert market.simulator.deliver_due() == 4
    events = market.receiver.events(market.client)
    assert [event.type for event in events] == PAID
    event = events[-1]
    assert event.id.startswith("evt_test_")
    assert (event.object, event.livemode, event.api_version) == (
        "event", False, "2026-10-28.endive",
    )  # fmt: skip
    assert event.created == int(market.clock())
    assert event.request.to_dict() == {"id": None, "idempotency_key": None}
    assert event.data.object.id == session.id
    assert event.data.object.payment_status == "paid"
    assert event.data.object.client_reference_id == "YZ-1"
    assert event.pending_webhooks == 1
    path, headers, _ = market.receiver.deliveries[-1]
    assert path == "/hooks/stripe?from=simulator"
    assert headers["Content-Type"] == "application/json; charset=utf-8"
    assert market.simulator.deliver_due() == 0
    assert market.client.v1.events.retrieve(event.id).pending_webhooks == 0


def test_an_event_caused_by_a_request_names_it(market):
    session = market.order()
    expired = market.sessions.expire(session.id, options={"idempotency_key": "yz:expire:1"})
    market.simulator.deliver_due()
    (event,) = market.receiver.events(market.client)
    assert event.request.idempotency_key == "yz:expire:1"
    assert event.request.id == expired.last_response.request_id


def test_a_wrong_secret_or_a_changed_body_is_noticed(market):
    market.sessions.expire(market.order().id)
    market.simulator.deliver_due()
    _, headers, body = market.receiver.deliveries[0]
    signature = headers["Stripe-Signature"]
    with pytest.raises(stripe.SignatureVerificationError):
        market.client.construct_event(body, signature, "whsec_other")
    with pytest.raises(stripe.SignatureVerificationError):
        market.client.construct_event(body.replace(b"expired", b"complete"), signature,
                                      "whsec_test_receiver")  # fmt: skip


def test_a_snapshot_stays_as_it_was(market):
    session = market.order()
    market.pay(session, "konbini")
    intent = market.sessions.retrieve(session.id).payment_intent
    market.buyer.send(f"/control/{session.id}", action="store", subject=intent)
    market.simulator.deliver_due()
    states = {
        event.type: event.data.object.payment_status
        for event in market.receiver.events(market.client)
        if event.type.startswith("checkout")
    }
    assert states == {
        "checkout.session.completed": "unpaid",
        "checkout.session.async_payment_succeeded": "paid",
    }


def test_what_is_not_accepted_is_sent_again_with_growing_pauses(market):
    market.sessions.expire(market.order().id)
    market.receiver.statuses = [500, 302]
    assert market.simulator.deliver_due() == 0
    market.clock.advance(0.9)
    market.simulator.deliver_due()
    assert len(market.receiver.deliveries) == 1
    market.clock.advance(0.1)
    assert market.simulator.deliver_due() == 0
    market.clock.advance(1.9)
    market.simulator.deliver_due()
    assert len(market.receiver.deliveries) == 2
    market.clock.advance(0.1)
    assert market.simulator.deliver_due() == 1
    bodies = {body for _, _, body in market.receiver.deliveries}
    assert (len(market.receiver.deliveries), len(bodies)) == (3, 1)
    market.clock.advance(86400)
    assert market.simulator.deliver_due() == 0


def test_a_receiver_that_is_down_loses_nothing(market, receiver):
    receiver.close()
    market.sessions.expire(market.order().id)
    assert market.simulator.deliver_due() == 0
    (event,) = market.client.v1.events.list().data
    assert event.pending_webhooks == 1


def test_deliveries_end_after_three_days(market):
    market.sessions.expire(market.order().id)
    market.receiver.statuses = [500] * 200
    for _ in range(100):
        market.simulator.deliver_due()
        market.clock.advance(3600)
    assert len(market.receiver.deliveries) == 73
    (event,) = market.client.v1.events.list().data
    assert event.pending_webhooks == 0


def test_repeat_delivers_the_same_event_again(market):
    assert switch(market, repeat=2).json() == {"delay": 0, "repeat": 2, "reorder": 0, "drop": 0}
    market.sessions.expire(market.order().id)
    assert market.simulator.deliver_due() == 3
    assert len({event.id for event in market.receiver.events(market.client)}) == 1


def test_reorder_delivers_the_last_first(market):
    switch(market, reorder=1)
    market.pay(market.order())
    market.simulator.deliver_due()
    assert market.receiver.types(market.client) == PAID[::-1]


def test_drop_loses_attempts_and_sends_them_later(market):
    switch(market, drop=3)
    market.pay(market.order())
    assert market.simulator.deliver_due() == 1
    assert market.receiver.types(market.client) == PAID[3:]
    market.clock.advance(1)
    assert market.simulator.deliver_due() == 3
    assert market.receiver.types(market.client) == [PAID[3], *PAID[:3]]


def test_delay_holds_events_back(market):
    switch(market, delay=30)
    market.sessions.expire(market.order().id)
    market.clock.advance(29)
    assert market.simulator.deliver_due() == 0
    market.clock.advance(1)
    assert market.simulator.deliver_due() == 1


@pytest.mark.parametrize(
    ("values", "code"),
    [({"dropp": 1}, "parameter_unknown"), ({"drop": -1}, "parameter_invalid_integer")],
)
def test_a_switch_that_does_not_exist_or_a_bad_value_is_refused(market, values, code):
    answer = switch(market, repeat=1, **values)
    assert (answer.status_code, answer.json()["error"]["code"]) == (400, code)
    read = requests.get(market.address + "/_simulator/switches", timeout=10)
    assert read.json() == {"delay": 0, "repeat": 0, "reorder": 0, "drop": 0}


def test_events_are_found_by_type(market):
    market.pay(market.order())
    wanted = {"types": ["charge.succeeded", "checkout.session.completed"]}
    found = market.client.v1.events.list(params=wanted).data
    assert [event.type for event in found] == ["checkout.session.completed", "charge.succeeded"]
