"""A buyer in Taipei: what needs no cold goes there, what needs it is refused with its reason."""

import re

import pytest
from playwright.sync_api import Page, expect

from core.testing.live import LiveMarket
from tests.journeys.buying import fill, pay, put_into_cart
from tests.journeys.conftest import NewContext, check_accessible
from tests.journeys.words import country, said

pytestmark = pytest.mark.browser

HANT = "zh-Hant"
CHILLED = "whole-skipjack"
ADDRESS = {
    "email": "mei@example.org",
    "family_name": "陳",
    "given_name": "美玲",
    "postal_code": "110",
    "region": "台北市",
    "city": "信義區",
    "street": "市府路1號",
    "phone": "+886 2 2720 8889",
}
REASON = "Chilled and frozen goods are only sent within Japan."


def open_goods(page: Page, slug: str) -> None:
    page.goto(f"/{HANT}/catalogue/{slug}")
    check_accessible(page)


def heading_of_sending(page: Page) -> str:
    sending = page.get_by_role("region", name=said(HANT, "Sending"))
    return sending.get_by_role("heading", level=3).inner_text()


def test_the_ambient_goes_to_taipei_and_the_chilled_is_refused(
    market: LiveMarket, new_context: NewContext
) -> None:
    page = new_context(width=390, height=800, locale="zh-TW").new_page()
    open_goods(page, "hanakatsuo")
    assert country(HANT, "TW") in heading_of_sending(page)
    assert said(HANT, "may be sent") in heading_of_sending(page)
    put_into_cart(page, HANT)

    open_goods(page, CHILLED)
    assert said(HANT, "may not be sent") in heading_of_sending(page)
    sending = page.get_by_role("region", name=said(HANT, "Sending"))
    expect(sending).to_contain_text(said(HANT, REASON))
    put_into_cart(page, HANT)

    check_accessible(page)
    refused = page.locator(".line").filter(has=page.locator(f"a[href$='/catalogue/{CHILLED}']"))
    expect(refused.locator(".field__error")).to_have_text(re.compile(r"\S"))
    expect(page.get_by_role("link", name=said(HANT, "Go to checkout"))).to_have_count(0)
    page.goto(f"/{HANT}/checkout")
    expect(page.locator("button[name=action][value=pay]")).to_have_count(0)

    page.goto(f"/{HANT}/cart")
    refused.locator("form[action$='/cart/remove'] button").click()
    page.wait_for_load_state()
    page.get_by_role("link", name=said(HANT, "Go to checkout")).click()
    page.wait_for_url(f"**/{HANT}/checkout")
    fill(page, ADDRESS)
    pay(page, HANT)
    expect(page.locator("main")).to_contain_text(said(HANT, "Paid"))
    expect(page.locator("main address")).to_contain_text(country(HANT, "TW"))
