"""Who is let in: keys, versions, accounts and addresses."""

import pytest
import requests
import stripe


@pytest.mark.parametrize("key", ["sk_test_other", "sk_live_market", "pk_test_market"])
def test_a_wrong_key_is_refused(market, client_for, key):
    with pytest.raises(stripe.AuthenticationError) as caught:
        client_for(market.address, key).v1.balance.retrieve()
    assert caught.value.http_status == 401
    assert caught.value.user_message == f"Invalid API Key provided: {key[:8]}****{key[-4:]}"


def get(market, path, **headers):
    return requests.get(market.address + path, headers=headers, timeout=10)


def test_no_key_and_no_version_are_refused(market):
    assert get(market, "/v1/balance").status_code == 401
    answer = get(market, "/v1/balance", Authorization="Bearer sk_test_market")
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, "invalid_request_error")
    version = {"Authorization": "Bearer sk_test_market", "Stripe-Version": "newest"}
    answer = get(market, "/v1/balance", **version)
    assert answer.json()["error"]["message"] == "Invalid Stripe API version: newest"


def test_the_version_and_the_request_are_named_in_the_answer(market):
    balance = market.client.v1.balance.retrieve()
    assert balance.last_response.headers["Stripe-Version"] == "2026-10-28.endive"
    assert balance.last_response.request_id.startswith("req_test_")


def test_another_account_is_out_of_reach(market):
    with pytest.raises(stripe.PermissionError) as caught:
        market.client.v1.balance.retrieve(options={"stripe_account": "acct_1"})
    assert caught.value.error.code == "account_invalid"


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/v1/unicorns"), ("POST", "/v1/balance"), ("POST", "/v2/core/accounts")],
)
def test_an_address_that_is_not_carried_is_said_so(market, method, path):
    answer = requests.request(method, market.address + path, timeout=10)
    assert answer.status_code == 404
    assert answer.json()["error"] == {
        "message": f"Unrecognized request URL ({method}: {path}).",
        "type": "invalid_request_error",
    }
