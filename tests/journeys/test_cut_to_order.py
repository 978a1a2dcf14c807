"""Goods that are cut to order: a highest amount is set aside, less is packed, less is paid."""

import pytest
from playwright.sync_api import expect

from core.testing.live import LiveMarket
from tests.journeys.buying import PAY_AT_MOST, fill, open_desk, pay, put_into_cart
from tests.journeys.conftest import NewContext, check_accessible
from tests.journeys.furnish import application, cut_to_order, opened
from tests.journeys.test_osaka import OWN
from tests.journeys.words import said

pytestmark = pytest.mark.browser

JA = "ja"
SLUG = "loin-skipjack"


def test_what_was_packed_is_paid(market: LiveMarket, new_context: NewContext) -> None:
    with opened(application(market)) as uow:
        cut_to_order(uow, SLUG)
    buyer = new_context(width=390, height=800).new_page()
    buyer.goto(f"/ja/catalogue/{SLUG}")
    check_accessible(buyer)
    put_into_cart(buyer, JA)
    buyer.locator("select[name=region]").first.select_option("大阪府")
    buyer.wait_for_load_state()
    buyer.get_by_role("link", name=said(JA, "Go to checkout")).click()
    buyer.wait_for_url("**/ja/checkout")
    check_accessible(buyer)
    fill(buyer, OWN)
    number = pay(buyer, JA, PAY_AT_MOST)
    expect(buyer.locator("main")).to_contain_text(said(JA, "Amount set aside"))

    desk = new_context(width=390, height=800).new_page()
    open_desk(desk, market, "tomorihama", number, "weigh")
    desk.get_by_role("link", name=said(JA, "Write down the weights")).click()
    desk.wait_for_load_state()
    check_accessible(desk)
    desk.locator("[name^='packed-']").fill("600")
    desk.get_by_role("button", name=said(JA, "These are the weights")).click()
    desk.wait_for_load_state()
    check_accessible(desk)
    expect(desk.locator("main")).to_contain_text("2,811円")

    for _ in range(40):
        buyer.reload()
        if buyer.get_by_text(said(JA, "Paid"), exact=True).count():
            break
        buyer.wait_for_timeout(500)
    expect(buyer.locator("main")).to_contain_text(said(JA, "Paid"))
    expect(buyer.locator("main")).to_contain_text("2,811円")
    check_accessible(buyer)
