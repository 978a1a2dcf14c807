"""Buyers pay on the hosted page: states and events, method by method."""

import html
import re
from datetime import UTC, datetime

import pytest

PAID_AT_ONCE = ["charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]


def read(market, session):
    expand = {"expand": ["payment_intent.latest_charge.balance_transaction"]}
    return market.sessions.retrieve(session.id, params=expand)


def test_a_card_pays_at_once_and_leads_back_to_the_shop(market):
    session = market.order(payment_intent_data={"metadata": {"purchase": "17"}})
    answer = market.pay(session)
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"https://market.example/done?session={session.id}",
    )
    paid = read(market, session)
    assert (paid.status, paid.payment_status, paid.url) == ("complete", "paid", None)
    intent = paid.payment_intent
    assert (intent.status, intent.amount, intent.amount_received) == ("succeeded", 4900, 4900)
    assert intent.metadata.to_dict() == {"purchase": "17"}
    charge = intent.latest_charge
    assert (charge.status, charge.paid, charge.amount, charge.refunded) == (
        "succeeded", True, 4900, False,
    )  # fmt: skip
    assert charge.payment_method_details.type == "card"
    assert charge.payment_method_details.card.three_d_secure is None
    movement = charge.balance_transaction
    assert (movement.amount, movement.fee, movement.net) == (4900, 176, 4724)
    assert (movement.source, movement.status) == (charge.id, "pending")
    assert market.types() == ["payment_intent.created", *PAID_AT_ONCE]


def test_a_declined_card_leaves_the_session_open_for_another_try(market):
    session = market.order()
    answer = market.pay(session, "card_declined")
    assert answer.headers["Location"] == f"/pay/{session.id}?said=declined"
    page = market.buyer.get(answer.headers["Location"])
    assert "The card was declined. Nothing was paid. Please choose again." in page.text
    tried = read(market, session)
    assert (tried.status, tried.payment_status) == ("open", "unpaid")
    intent = tried.payment_intent
    assert (intent.status, intent.amount_received) == ("requires_payment_method", 0)
    assert (intent.last_payment_error.code, intent.last_payment_error.decline_code) == (
        "card_declined",
        "generic_decline",
    )
    assert (intent.latest_charge.status, intent.latest_charge.balance_transaction) == (
        "failed",
        None,
    )
    market.pay(session)
    paid = read(market, session)
    assert paid.payment_intent.id == intent.id
    assert paid.payment_intent.last_payment_error is None
    assert market.types() == [
        "payment_intent.created",
        "charge.failed",
        "payment_intent.payment_failed",
        *PAID_AT_ONCE,
    ]


def test_an_approved_challenge_pays(market):
    session = market.order()
    answer = market.pay(session, "card_challenge")
    assert answer.headers["Location"] == f"/bank/{session.id}"
    waiting = read(market, session).payment_intent
    assert (waiting.status, waiting.next_action.type) == ("requires_action", "redirect_to_url")
    page = market.buyer.get(f"/bank/{session.id}")
    assert "Confirm with your bank" in page.text
    back = market.buyer.send(f"/bank/{session.id}", answer="approve")
    assert back.headers["Location"] == f"https://market.example/done?session={session.id}"
    charge = read(market, session).payment_intent.latest_charge
    assert charge.payment_method_details.card.three_d_secure.result == "authenticated"
    assert market.types() == [
        "payment_intent.created",
        "payment_intent.requires_action",
        *PAID_AT_ONCE,
    ]


def test_a_failed_challenge_charges_nothing(market):
    session = market.order()
    market.pay(session, "card_challenge")
    answer = market.buyer.send(f"/bank/{session.id}", answer="refuse")
    assert answer.headers["Location"] == f"/pay/{session.id}?said=not_authenticated"
    tried = read(market, session)
    assert (tried.status, tried.payment_intent.latest_charge) == ("open", None)
    error = tried.payment_intent.last_payment_error
    assert error.code == "payment_intent_authentication_failure"
    assert market.types() == [
        "payment_intent.created",
        "payment_intent.requires_action",
        "payment_intent.payment_failed",
    ]


def test_a_shop_that_asks_for_challenges_gets_one_on_every_card(market):
    session = market.order(payment_method_options={"card": {"request_three_d_secure": "any"}})
    assert market.pay(session).headers["Location"] == f"/bank/{session.id}"


@pytest.mark.parametrize("method", ["paypay", "alipay", "wechat_pay", "link"])
def test_a_wallet_pays_when_approved_and_not_when_refused(market, method):
    session = market.order()
    market.pay(session, method)
    refused = market.buyer.send(f"/bank/{session.id}", answer="refuse")
    assert refused.headers["Location"] == f"/pay/{session.id}?said=wallet_refused"
    assert read(market, session).payment_status == "unpaid"
    market.pay(session, method)
    market.buyer.send(f"/bank/{session.id}", answer="approve")
    paid = read(market, session)
    assert paid.payment_status == "paid"
    assert paid.payment_intent.latest_charge.payment_method_details.type == method


def issue(market, **params):
    session = market.order(**params)
    answer = market.pay(session, "konbini")
    assert answer.headers["Location"] == f"/voucher/{session.id}"
    return session


def test_a_konbini_number_completes_the_session_unpaid(market):
    session = issue(market)
    pending = read(market, session)
    assert (pending.status, pending.payment_status) == ("complete", "unpaid")
    intent = pending.payment_intent
    assert (intent.status, intent.latest_charge) == ("requires_action", None)
    details = intent.next_action.konbini_display_details
    ends = datetime.fromtimestamp(details.expires_at, UTC)
    assert (ends.hour, ends.minute, ends.second) == (14, 59, 59)
    assert 2 * 86400 < details.expires_at - market.clock() <= 4 * 86400
    page = market.buyer.get(details.hosted_voucher_url)
    assert details.stores.lawson.payment_code in page.text
    assert details.stores.familymart.confirmation_number in page.text
    assert f'href="https://market.example/done?session={session.id}"' in page.text
    assert market.types() == [
        "payment_intent.created",
        "payment_intent.requires_action",
        "checkout.session.completed",
    ]


def press(market, session, action):
    """Press a button of the control page that stands on it."""
    page = market.buyer.get(f"/control/{session.id}")
    forms = re.findall(r"<form.*?</form>", page.text, re.DOTALL)
    (form,) = [form for form in forms if f'value="{action}"' in form]
    subject = re.search(r'name="subject" value="([^"]+)"', form)[1]
    answer = market.buyer.send(
        f"/control/{session.id}", action=action, subject=html.unescape(subject)
    )
    assert (answer.status_code, answer.headers["Location"]) == (303, f"/control/{session.id}")


def test_a_konbini_number_is_paid_at_the_store(market):
    session = issue(market)
    press(market, session, "store")
    paid = read(market, session)
    assert (paid.status, paid.payment_status) == ("complete", "paid")
    assert paid.payment_intent.status == "succeeded"
    charge = paid.payment_intent.latest_charge
    assert charge.payment_method_details.konbini.store.chain == "familymart"
    assert market.types()[3:] == [
        "charge.succeeded",
        "payment_intent.succeeded",
        "checkout.session.async_payment_succeeded",
    ]
    assert "no longer waiting" in market.buyer.get(f"/voucher/{session.id}").text


@pytest.mark.parametrize("by", ["hand", "time"])
def test_a_konbini_number_that_nobody_pays_expires(market, by):
    session = issue(market, payment_method_options={"konbini": {"expires_after_days": 1}})
    if by == "hand":
        press(market, session, "store_expire")
    else:
        market.clock.advance(2 * 86400)
        market.simulator.deliver_due()
    failed = read(market, session)
    assert (failed.status, failed.payment_status) == ("complete", "unpaid")
    assert failed.payment_intent.status == "requires_payment_method"
    error = failed.payment_intent.last_payment_error
    assert error.code == "payment_intent_payment_attempt_expired"
    assert market.types()[3:] == [
        "payment_intent.payment_failed",
        "checkout.session.async_payment_failed",
    ]


def test_an_expired_number_cannot_be_paid_any_more(market):
    session = issue(market)
    intent = read(market, session).payment_intent.id
    press(market, session, "store_expire")
    before = market.types()
    market.buyer.send(f"/control/{session.id}", action="store", subject=intent)
    assert market.types() == before
    assert read(market, session).payment_status == "unpaid"


def test_sending_the_form_twice_pays_once(market):
    session = market.order()
    market.pay(session)
    again = market.pay(session)
    assert again.status_code == 200
    assert "This payment is finished" in again.text
    assert f'href="https://market.example/done?session={session.id}"' in again.text
    assert market.types().count("charge.succeeded") == 1


def test_an_expired_page_takes_no_money(market):
    session = market.order()
    market.clock.advance(86400)
    answer = market.pay(session)
    assert "This payment page has expired" in answer.text
    assert 'href="https://market.example/cart"' in answer.text
    assert market.sessions.retrieve(session.id).status == "expired"
    assert market.types() == ["checkout.session.expired"]


def test_a_buyer_without_an_address_is_asked_for_one_and_keeps_what_was_typed(market):
    session = market.order(customer_email=None)
    answer = market.buyer.send(session.url, choice="paypay", email='me"@')
    assert answer.status_code == 422
    assert "Enter an e-mail address such as name@example.com." in answer.text
    assert 'value="me&#34;@"' in answer.text
    assert re.search(r'value="paypay"[^>]* checked', answer.text)
    market.buyer.send(session.url, choice="card", email="me@example.com")
    paid = read(market, session)
    assert paid.customer_details.email == "me@example.com"
    assert paid.payment_intent.latest_charge.billing_details.email == "me@example.com"


def test_a_way_to_pay_that_is_not_offered_is_refused(market):
    session = market.order(allowed_payment_method_types=["card"])
    answer = market.pay(session, "konbini")
    assert answer.status_code == 422
    assert "Choose one of the ways to pay." in answer.text
    assert market.types() == []


def test_the_balance_is_what_came_in_less_fees(market):
    market.paid(4900)
    market.paid(1000)
    balance = market.client.v1.balance.retrieve()
    assert (balance.available[0].amount, balance.pending[0].amount) == (0, 4724 + 964)
    market.clock.advance(4 * 86400)
    balance = market.client.v1.balance.retrieve()
    assert (balance.available[0].amount, balance.pending[0].amount) == (4724 + 964, 0)
