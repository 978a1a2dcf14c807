"""Amounts that are set aside: captured in part or whole, let go, or forgotten."""

import pytest
import stripe

DAY = 24 * 60 * 60


def held(market, amount=4900):
    """A session whose buyer's card allows its amount."""
    session = market.order(amount, payment_intent_data={"capture_method": "manual"})
    market.pay(session)
    return read(market, session)


def read(market, session):
    expand = {"expand": ["payment_intent.latest_charge.balance_transaction"]}
    return market.sessions.retrieve(session.id, params=expand)


def test_an_authorised_amount_is_set_aside_and_not_taken(market):
    session = held(market)
    assert (session.status, session.payment_status) == ("complete", "unpaid")
    intent = session.payment_intent
    assert (intent.status, intent.amount_capturable, intent.amount_received) == (
        "requires_capture", 4900, 0,
    )  # fmt: skip
    charge = intent.latest_charge
    assert (charge.captured, charge.amount_captured, charge.balance_transaction) == (False, 0, None)
    assert market.types() == [
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.amount_capturable_updated",
        "checkout.session.completed",
    ]


def test_less_than_was_set_aside_is_taken_and_the_rest_let_go(market):
    session = held(market)
    intents = market.client.v1.payment_intents
    intents.capture(session.payment_intent.id, {"amount_to_capture": 4300})
    taken = read(market, session)
    assert taken.payment_status == "paid"
    intent = taken.payment_intent
    assert (intent.status, intent.amount_received, intent.amount_capturable) == (
        "succeeded", 4300, 0,
    )  # fmt: skip
    # 3.6 % of what was taken: 154.8, in whole yen 155
    assert intent.latest_charge.balance_transaction.fee == 155
    with pytest.raises(stripe.InvalidRequestError, match="status of succeeded"):
        intents.capture(session.payment_intent.id)
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded"):
        market.client.v1.refunds.create({"payment_intent": intent.id, "amount": 4301})


def test_more_than_was_set_aside_cannot_be_taken(market):
    session = held(market)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        market.client.v1.payment_intents.capture(
            session.payment_intent.id, {"amount_to_capture": 4901}
        )
    assert refused.value.code == "amount_too_large"


def test_what_is_let_go_can_no_longer_be_taken(market):
    session = held(market)
    intents = market.client.v1.payment_intents
    assert intents.cancel(session.payment_intent.id).status == "canceled"
    with pytest.raises(stripe.InvalidRequestError, match="status of canceled"):
        intents.capture(session.payment_intent.id)


def test_an_authorisation_ends_after_seven_days(market):
    session = held(market)
    market.clock.advance(7 * DAY - 1)
    market.simulator.deliver_due()
    assert read(market, session).payment_intent.status == "requires_capture"
    market.clock.advance(1)
    market.simulator.deliver_due()
    assert read(market, session).payment_intent.status == "canceled"
