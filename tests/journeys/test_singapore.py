"""A shop in Singapore asks a maker for a quotation, takes it, and pays by bank transfer."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from core.dates import tokyo_day
from core.testing.live import LiveMarket
from tests.journeys.buying import fill, number_of
from tests.journeys.conftest import NewContext, check_accessible, sign_in
from tests.journeys.words import begins, said

pytestmark = pytest.mark.browser

EN, JA = "en", "ja"
COMPANY = "Raffles Pantry Pte Ltd"
ASKED = {
    "country": "SG",
    "place": "Singapore port",
    "incoterm": "CIF",
    "wish": "Can you pack them in boxes of 24?",
    "company": COMPANY,
    "contact": "Lim Hui Min",
    "email": "lim@example.org",
    "phone": "+65 6123 4567",
}
ADDRESS = {
    "given_name": "Hui Min",
    "family_name": "Lim",
    "street": "1 Raffles Place",
    "postal_code": "048616",
    "phone": "+65 6123 4567",
}


def ask(page: Page) -> None:
    """From the maker's page."""
    page.goto("/en/storefronts/kohakubushi")
    check_accessible(page)
    page.get_by_role("link", name=said(EN, "Ask for a quotation")).click()
    page.wait_for_url("**/en/quotations/ask/kohakubushi**")
    check_accessible(page)
    page.locator("[name^='quantity-']").nth(0).fill("40")
    page.locator("[name^='quantity-']").nth(2).fill("20")
    fill(page, ASKED)
    page.get_by_role("button", name=said(EN, "Send the request")).click()
    page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text(said(EN, "Waiting for the answer"))
    check_accessible(page)


def answer(page: Page, market: LiveMarket) -> None:
    """The business answers with net prices, carriage and a day."""
    sign_in(page, market, "kohakubushi@sample.example")
    page.goto("/ja/office/quotations")
    check_accessible(page)
    page.get_by_role("link", name=COMPANY).first.click()
    page.wait_for_load_state()
    check_accessible(page)
    for place, price in enumerate(("520", "610")):
        page.locator("[name^='price-']").nth(place).fill(price)
    page.get_by_label(said(JA, "Carriage, without tax (yen)")).fill("30000")
    page.get_by_label(said(JA, "The offer holds until")).fill(
        tokyo_day(datetime.now(UTC)).isoformat()
    )
    page.get_by_role("button", name=said(JA, "Send the offer")).click()
    page.wait_for_load_state()
    check_accessible(page)


def accept(page: Page, quotation: str) -> str:
    """The offer is taken, to be paid by invoice; the order's number."""
    page.goto(quotation)
    check_accessible(page)
    expect(page.locator("main")).to_contain_text("¥63,000")
    page.get_by_role("link", name=said(EN, "Take the offer")).click()
    page.wait_for_url("**/accept")
    check_accessible(page)
    fill(page, ADDRESS)
    page.get_by_role("radio", name=said(EN, "By invoice and bank transfer")).check()
    page.get_by_role("button", name=begins(EN, "Order for %(total)s")).click()
    page.wait_for_url("**/en/orders/**")
    check_accessible(page)
    expect(page.locator("main")).to_contain_text(said(EN, "Waiting for payment"))
    expect(page.locator("main")).to_contain_text("¥63,000")
    return number_of(page)


def confirm_transfer(page: Page, market: LiveMarket, number: str) -> None:
    sign_in(page, market, "staff@sample.example")
    page.goto("/ja/city/payments")
    check_accessible(page)
    waiting = page.locator("form").filter(has_text=re.compile(number))
    expect(waiting.get_by_role("spinbutton")).to_have_value("63000")
    waiting.get_by_role("button", name=said(JA, "Confirm")).click()
    page.wait_for_load_state()
    check_accessible(page)
    expect(page.locator("form").filter(has_text=re.compile(number))).to_have_count(0)


def test_a_shop_in_singapore_buys_by_quotation(market: LiveMarket, new_context: NewContext) -> None:
    buyer = new_context(locale="en-SG").new_page()
    ask(buyer)
    quotation = buyer.url
    answer(new_context().new_page(), market)
    number = accept(buyer, quotation)
    order = buyer.url
    confirm_transfer(new_context().new_page(), market, number)
    buyer.goto(order)
    expect(buyer.locator("main")).to_contain_text(said(EN, "Paid"))
    check_accessible(buyer)
