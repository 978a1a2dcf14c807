"""Refunds: within what was paid, in the states that each method goes through."""

import re

import pytest
import stripe


def refund(market, session, **params):
    return market.client.v1.refunds.create(
        params={"payment_intent": session.payment_intent, **params}
    )


def charge_of(market, session):
    expand = {"expand": ["latest_charge.refunds"]}
    intent = market.client.v1.payment_intents.retrieve(session.payment_intent, params=expand)
    return intent.latest_charge


def test_part_of_a_card_payment_goes_back_at_once(market):
    session = market.paid(4900)
    made = refund(market, session, amount=2000, metadata={"order": "3"})
    assert (made.status, made.amount, made.payment_intent) == (
        "succeeded",
        2000,
        session.payment_intent,
    )
    charge = charge_of(market, session)
    assert (charge.amount_refunded, charge.refunded) == (2000, False)
    assert [item.id for item in charge.refunds.data] == [made.id]
    movement = market.client.v1.balance_transactions.retrieve(made.balance_transaction)
    assert (movement.amount, movement.fee, movement.net) == (-2000, 0, -2000)
    assert market.types()[-2:] == ["refund.created", "charge.refunded"]


def test_the_rest_goes_back_when_no_amount_is_given(market):
    session = market.paid(4900)
    refund(market, session, amount=2000)
    assert refund(market, session).amount == 2900
    assert charge_of(market, session).refunded is True
    with pytest.raises(stripe.InvalidRequestError) as caught:
        refund(market, session)
    assert caught.value.code == "charge_already_refunded"


def test_more_than_what_is_left_is_refused(market):
    session = market.paid(4900)
    refund(market, session, amount=4000)
    with pytest.raises(stripe.InvalidRequestError) as caught:
        refund(market, session, amount=901)
    assert (caught.value.param, caught.value.user_message) == (
        "amount",
        "Refund amount (¥901) is greater than unrefunded amount on charge (¥900)",
    )
    assert charge_of(market, session).amount_refunded == 4000


def test_a_payment_that_did_not_succeed_has_nothing_to_refund(market):
    session = market.order()
    market.pay(session, "card_declined")
    tried = market.sessions.retrieve(session.id)
    with pytest.raises(stripe.InvalidRequestError) as caught:
        refund(market, tried)
    assert caught.value.param == "payment_intent"


def test_a_refund_names_its_payment(market):
    with pytest.raises(stripe.InvalidRequestError) as caught:
        market.client.v1.refunds.create(params={"amount": 100})
    assert caught.value.code == "parameter_missing"


def test_an_alipay_refund_arrives_later(market):
    session = market.paid(4900, "alipay")
    made = refund(market, session)
    assert made.status == "pending"
    market.clock.advance(5)
    market.simulator.deliver_due()
    assert market.client.v1.refunds.retrieve(made.id).status == "succeeded"
    assert market.types()[-2:] == ["refund.updated", "charge.refund.updated"]


def konbini_refund(market):
    session = market.order()
    market.pay(session, "konbini")
    intent = market.sessions.retrieve(session.id).payment_intent
    market.buyer.send(f"/control/{session.id}", action="store", subject=intent)
    paid = market.sessions.retrieve(session.id)
    return paid, refund(market, paid, amount=900)


def test_a_konbini_refund_waits_for_the_buyers_bank_details(market):
    session, made = konbini_refund(market)
    assert made.status == "requires_action"
    assert made.next_action.display_details.email_sent.email_sent_to == "buyer@example.com"
    page = market.buyer.get(f"/control/{session.id}").text
    assert "Refund of ¥900" in page
    assert re.search(r'value="refund_finish"', page)
    market.buyer.send(f"/control/{session.id}", action="refund_finish", subject=made.id)
    read = market.client.v1.refunds.retrieve(made.id)
    assert (read.status, read.next_action) == ("succeeded", None)


def test_a_failed_refund_gives_the_money_back_to_the_account(market):
    session, made = konbini_refund(market)
    market.buyer.send(f"/control/{session.id}", action="refund_fail", subject=made.id)
    read = market.client.v1.refunds.retrieve(made.id)
    assert (read.status, read.failure_reason) == ("failed", "expired_or_canceled_card")
    assert charge_of(market, session).amount_refunded == 0
    back = market.client.v1.balance_transactions.retrieve(read.failure_balance_transaction)
    assert (back.amount, back.type) == (900, "refund_failure")
    assert market.types()[-3:] == ["refund.updated", "charge.refund.updated", "refund.failed"]
    event = market.client.v1.events.list(params={"type": "refund.updated"}).data[0]
    assert event.data.previous_attributes["status"] == "requires_action"


def test_refunds_are_listed_by_payment(market):
    first, second = market.paid(1000), market.paid(1000)
    one = refund(market, first, amount=10)
    two = refund(market, first, amount=20)
    refund(market, second, amount=30)
    found = market.client.v1.refunds.list(params={"payment_intent": first.payment_intent})
    assert [item.id for item in found.data] == [two.id, one.id]
    charge = charge_of(market, first).id
    by_charge = market.client.v1.refunds.list(params={"charge": charge})
    assert [item.id for item in by_charge.data] == [two.id, one.id]
