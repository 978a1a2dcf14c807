"""A Thai-speaking buyer buys of two businesses on a phone; both ship; the city sees it."""

import re
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from core.identity.sample import ONE_TIME_KEY
from core.testing.codes import one_time_code
from core.testing.live import LiveMarket
from tests.journeys.conftest import NewContext, check_accessible

pytestmark = pytest.mark.browser

ADDRESS = {
    "email": "somying@example.org",
    "given_name": "สมหญิง",
    "family_name": "ใจดี",
    "street": "1 ถนนสีลม",
    "city": "แขวงสีลม เขตบางรัก",
    "region": "กรุงเทพมหานคร",
    "postal_code": "10500",
    "phone": "+66 2 123 4567",
}


def sign_in(page: Page, market: LiveMarket, email: str) -> None:
    person = next(one for one in market.people() if one["email"] == email)
    page.goto("/ja/identity/sign-in")
    check_accessible(page)
    page.fill("[name=email]", email)
    page.fill("[name=password]", person["password"])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()


def buy_in_thai(page: Page) -> tuple[str, str]:
    """Find katsuobushi and tea, put both in the cart, order and pay; the order's address and number."""
    for words, slug in (("คัตสึโอบุชิ", "atsukezuri"), ("ชาเขียว", "powdered-tea")):
        page.goto(f"/th/search?q={quote(words)}")
        check_accessible(page)
        page.locator(f"main a[href$='/catalogue/{slug}']").first.click()
        page.wait_for_load_state()
        assert page.locator("html").get_attribute("lang") == "th"
        check_accessible(page)
        page.locator("form[action$='/cart/add'] button[type=submit]").click()
        page.wait_for_url("**/th/cart")
    check_accessible(page)
    expect(page.locator(".parcel")).to_have_count(2)
    page.locator("a[href='/th/checkout']").click()
    page.wait_for_url("**/th/checkout")
    check_accessible(page)
    for name, value in ADDRESS.items():
        if name == "region":
            page.select_option(f"[name={name}]", value)
        else:
            page.fill(f"[name={name}]", value)
    page.locator("button[name=action][value=pay]").click()
    page.wait_for_url("**/simulator/pay/**")
    check_accessible(page)
    page.locator("button[type=submit]").first.click()
    page.wait_for_url("**/th/orders/**")
    for _ in range(20):
        if page.locator("main form[action*='/checkout/pay/']").count() == 0:
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(page.locator("main form[action*='/checkout/pay/']")).to_have_count(0)
    check_accessible(page)
    number = re.search(r"Y-[2-9A-Z]{9}", page.locator("main").inner_text())
    assert number
    return page.url, number.group()


def ship(page: Page, market: LiveMarket, email: str, number: str, tracking: str) -> None:
    """A business finds the order at its desk, prints the slip, and hands the parcel over."""
    sign_in(page, market, email)
    page.goto("/ja/office")
    check_accessible(page)
    page.goto("/ja/office/orders")
    check_accessible(page)
    row = page.locator("main tbody tr").filter(has_text=number)
    row.locator("a").first.click()
    page.wait_for_load_state()
    check_accessible(page)
    page.locator("form[action$='/confirm'] button").click()
    page.wait_for_load_state()
    page.goto("/ja/office/fulfilment")
    check_accessible(page)
    row = page.locator("main tbody tr").filter(has_text=number)
    row.locator("a[href$='/slip']").click()
    page.wait_for_load_state()
    check_accessible(page)
    page.goto("/ja/office/fulfilment")
    row = page.locator("main tbody tr").filter(has_text=number)
    row.locator("a").first.click()
    page.wait_for_load_state()
    check_accessible(page)
    form = page.locator("form[action*='/office/fulfilment/']").filter(
        has=page.locator("[name=tracking_number]")
    )
    form.locator("[name=carrier][value=ems]").check()
    form.locator("[name=tracking_number]").fill(tracking)
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()
    check_accessible(page)


def test_a_purchase_over_two_businesses_is_paid_once_shipped_twice_and_counted(
    market: LiveMarket, new_context: NewContext
) -> None:
    buyer = new_context(width=360, height=740, locale="th-TH").new_page()
    order, number = buy_in_thai(buyer)
    for email, tracking in (
        ("kohakubushi@sample.example", "EN123456785JP"),
        ("kiribata@sample.example", "EN123456799JP"),
    ):
        ship(new_context(width=390, height=800).new_page(), market, email, number, tracking)
    buyer.goto(order)
    expect(buyer.locator("main")).to_contain_text(re.compile("EN123456785JP"))
    expect(buyer.locator("main")).to_contain_text(re.compile("EN123456799JP"))
    staff(new_context().new_page(), market)


def staff(page: Page, market: LiveMarket) -> None:
    """The city's staff prove a second factor, see the visitors' table, and set a target."""
    sign_in(page, market, "staff@sample.example")
    check_accessible(page)
    page.fill("main [name=code]", one_time_code(ONE_TIME_KEY))
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    page.goto("/ja/city/reports")
    check_accessible(page)
    expect(page.locator("main table").filter(has_text="タイ").first).to_be_attached()
    page.goto("/ja/city/targets/new")
    check_accessible(page)
    page.locator("[name=subject]").select_option(index=1)
    page.locator("[name=market]").select_option("TH")
    page.fill("[name=goal]", "500000")
    page.fill("[name=starts_on]", "2026-12-01")
    page.fill("[name=ends_on]", "2027-11-30")
    page.fill("[name=reason]", "タイからのかつお節の注文が増えているため。")
    page.locator("form:has([name=goal]) button[type=submit]").click()
    page.wait_for_load_state()
    check_accessible(page)
    page.goto("/ja/city/targets")
    check_accessible(page)
    expect(page.locator("main")).to_contain_text("タイ")
    expect(page.locator("main")).to_contain_text("500,000")
