"""Checkout Sessions: what they say, and what they refuse as Stripe does."""

import pytest
import stripe

LINE = {
    "price_data": {"currency": "jpy", "unit_amount": 500, "product_data": {"name": "煎茶"}},
    "quantity": 1,
}


def refused(call):
    with pytest.raises(stripe.InvalidRequestError) as caught:
        call()
    return caught.value


def test_a_session_says_what_was_ordered_and_waits_for_its_buyer(market):
    session = market.order(
        client_reference_id="YZ-1",
        metadata={"purchase": "17"},
        locale="th",
        line_items=[{**LINE, "quantity": 3}, LINE],
    )
    assert session.id.startswith("cs_test_a1")
    assert session.url == f"https://market.example/simulator/pay/{session.id}"
    assert (session.status, session.payment_status) == ("open", "unpaid")
    assert (session.amount_total, session.currency) == (2000, "jpy")
    assert (session.ui_mode, session.mode, session.locale) == ("hosted_page", "payment", "th")
    assert session.client_reference_id == "YZ-1"
    assert session.metadata.to_dict() == {"purchase": "17"}
    assert session.customer_details.email == "buyer@example.com"
    assert session.payment_intent is None
    assert session.livemode is False
    assert session.expires_at == int(market.clock()) + 24 * 3600
    assert session.payment_method_types == [
        "card", "konbini", "paypay", "alipay", "wechat_pay", "link",
    ]  # fmt: skip
    assert market.types() == []


@pytest.mark.parametrize(
    ("params", "code", "param"),
    [
        ({"sucess_url": "https://x.example"}, "parameter_unknown", "sucess_url"),
        ({"success_url": None}, "parameter_missing", "success_url"),
        ({"mode": None}, "parameter_missing", "mode"),
        ({"line_items": None}, "parameter_missing", "line_items"),
        ({"success_url": "done"}, "url_invalid", "success_url"),
        ({"customer_email": "buyer"}, "email_invalid", "customer_email"),
        ({"client_reference_id": ""}, "parameter_invalid_empty", "client_reference_id"),
        ({"expires_at": "soon"}, "parameter_invalid_integer", "expires_at"),
        ({"adaptive_pricing": {"enabled": "yes"}}, "parameter_invalid_boolean",
         "adaptive_pricing[enabled]"),
        ({"locale": "jp"}, None, "locale"),
        ({"ui_mode": "hosted"}, None, "ui_mode"),
        ({"ui_mode": "elements"}, "simulator_not_carried", "ui_mode"),
        ({"discounts": [{"coupon": "x"}]}, "simulator_not_carried", "discounts"),
        ({"allowed_payment_method_types": ["conbini"]}, None, "allowed_payment_method_types[0]"),
        ({"payment_method_types": ["card"]}, "payment_method_types_no_longer_supported",
         "payment_method_types"),
        ({"payment_intent_data": {"meta": {}, "metadata": "x"}}, None,
         "payment_intent_data[metadata]"),
        ({"payment_method_options": {"konbini": {"expires_after_days": 61}}},
         "parameter_invalid_integer", "payment_method_options[konbini][expires_after_days]"),
        ({"metadata": {"k" * 41: "v"}}, None, f"metadata[{'k' * 41}]"),
        ({"line_items": [LINE] * 101}, None, "line_items"),
        ({"line_items": [{**LINE, "quantity": 0}]}, "parameter_invalid_integer",
         "line_items[0][quantity]"),
        ({"line_items": [{**LINE, "name": "x"}]}, "parameter_unknown", "line_items[0][name]"),
        ({"line_items": [{"price_data": {**LINE["price_data"], "currency": "yen"}, "quantity": 1}]},
         None, "line_items[0][price_data][currency]"),
    ],
)  # fmt: skip
def test_a_bad_parameter_is_named(market, params, code, param):
    error = refused(lambda: market.order(**params))
    assert (error.http_status, error.code, error.param) == (400, code, param)
    assert market.sessions.list().data == []


def test_a_misspelt_parameter_is_told_what_it_resembles(market):
    error = refused(lambda: market.order(cancel_ur="https://x.example"))
    assert error.user_message == "Received unknown parameter: cancel_ur. Did you mean cancel_url?"


def test_a_session_may_live_from_thirty_minutes_to_a_day(market):
    now = int(market.clock())
    assert market.order(expires_at=now + 1800).expires_at == now + 1800
    assert market.order(expires_at=now + 86400).expires_at == now + 86400
    assert refused(lambda: market.order(expires_at=now + 1799)).param == "expires_at"
    assert refused(lambda: market.order(expires_at=now + 86401)).param == "expires_at"


@pytest.mark.parametrize(
    ("amount", "offered"),
    [(119, False), (120, True), (300_000, True), (300_001, False)],
)
def test_konbini_is_offered_within_its_limits_only(market, amount, offered):
    session = market.order(amount, allowed_payment_method_types=["card", "konbini"])
    assert session.payment_method_types == (["card", "konbini"] if offered else ["card"])


@pytest.mark.parametrize(
    ("amount", "allowed", "code"),
    [
        (49, ["card"], "amount_too_small"),
        (119, ["konbini"], "amount_too_small"),
        (300_001, ["konbini"], "amount_too_large"),
        (49, None, "amount_too_small"),
    ],
)
def test_an_amount_that_no_method_takes_is_refused(market, amount, allowed, code):
    error = refused(lambda: market.order(amount, allowed_payment_method_types=allowed))
    assert (error.code, error.param) == (code, "line_items")


def test_methods_that_the_account_has_not_switched_on_are_left_out(market):
    session = market.order(allowed_payment_method_types=["card", "oxxo"])
    assert session.payment_method_types == ["card"]
    error = refused(lambda: market.order(allowed_payment_method_types=["oxxo"]))
    assert error.param == "allowed_payment_method_types"


def test_lines_are_read_when_asked_for(market):
    session = market.order(line_items=[LINE] * 12)
    assert "line_items" not in session
    read = market.sessions.retrieve(session.id, params={"expand": ["line_items"]})
    assert (len(read.line_items.data), read.line_items.has_more) == (10, True)
    lines = market.sessions.line_items.list(session.id, params={"limit": 5}).auto_paging_iter()
    assert [line.amount_total for line in lines] == [500] * 12


def test_a_property_that_holds_no_object_is_not_expanded(market):
    session = market.order()
    params = {"expand": ["currency"]}
    error = refused(lambda: market.sessions.retrieve(session.id, params=params))
    assert error.user_message == "This property cannot be expanded (currency)."


def test_sessions_are_listed_newest_first_page_by_page(market):
    made = [market.order(amount).id for amount in (500, 600, 700)]
    page = market.sessions.list(params={"limit": 2})
    assert ([session.id for session in page.data], page.has_more) == (made[:0:-1], True)
    assert [item.id for item in market.sessions.list(params={"limit": 2}).auto_paging_iter()] == (
        made[::-1]
    )
    newer = market.sessions.list(params={"ending_before": made[0], "limit": 1})
    assert ([session.id for session in newer.data], newer.has_more) == ([made[1]], True)
    market.sessions.expire(made[0])
    assert [s.id for s in market.sessions.list(params={"status": "expired"}).data] == made[:1]
    later = {"created": {"gt": int(market.clock())}}
    assert market.sessions.list(params=later).data == []


def test_an_open_session_is_expired_once(market):
    session = market.order()
    expired = market.sessions.expire(session.id)
    assert (expired.status, expired.payment_status, expired.url) == ("expired", "unpaid", None)
    error = refused(lambda: market.sessions.expire(session.id))
    assert error.user_message == (
        'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session '
        "has a status of `expired`."
    )
    assert market.types() == ["checkout.session.expired"]


def test_time_expires_a_session_with_the_attempt_begun_in_it(market):
    session = market.order(expires_at=int(market.clock()) + 1800)
    market.pay(session, "card_declined")
    market.clock.advance(1799)
    market.simulator.deliver_due()
    assert market.sessions.retrieve(session.id).status == "open"
    market.clock.advance(1)
    market.simulator.deliver_due()
    read = market.sessions.retrieve(session.id, params={"expand": ["payment_intent"]})
    assert (read.status, read.payment_intent.status) == ("expired", "canceled")
    assert market.types()[-2:] == ["payment_intent.canceled", "checkout.session.expired"]


def test_an_id_that_was_never_given_out_is_not_found(market):
    error = refused(lambda: market.sessions.retrieve("cs_test_nothing"))
    assert (error.http_status, error.code) == (404, "resource_missing")
    assert error.user_message == "No such checkout session: 'cs_test_nothing'"
