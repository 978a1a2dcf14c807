"""A buyer in Bangkok finds katsuobushi in Thai, sees what it is and that it may come, and buys it."""

import re

import pytest
from playwright.sync_api import Page, expect

from core.testing.live import LiveMarket
from tests.journeys.buying import confirm, fill, open_desk, pay, put_into_cart, ship
from tests.journeys.conftest import NewContext, check_accessible
from tests.journeys.words import begins, country, said

pytestmark = pytest.mark.browser

TH = "th"
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
TRACKING = "EN123456785JP"


def find(page: Page) -> None:
    """From the first page by a Thai word to the goods."""
    page.goto("/th/")
    check_accessible(page)
    box = page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first
    box.fill("คัตสึโอบุชิ")
    box.press("Enter")
    page.wait_for_url("**/th/search?**")
    check_accessible(page)
    page.locator("main a[href$='/catalogue/atsukezuri']").first.click()
    page.wait_for_url("**/th/catalogue/atsukezuri")
    check_accessible(page)


def read(page: Page) -> None:
    """It may go to Thailand on a condition, with its source; it contains fish; about so many baht."""
    sending = page.get_by_role("region", name=said(TH, "Sending"))
    expect(sending.get_by_role("heading", level=3)).to_contain_text(country(TH, "TH"))
    expect(sending.get_by_role("heading", level=3)).to_contain_text(said(TH, "on conditions"))
    expect(sending).to_contain_text(said(TH, "Papers that travel with it:"))
    expect(sending).to_contain_text(begins(TH, "Source: %(source)s, of %(day)s."))
    allergens = page.get_by_role("region", name=said(TH, "Allergens"))
    expect(allergens.locator("[data-allergens=named]")).to_have_text(said(TH, "Fish"))
    price = page.locator("form.buy .price").first
    expect(price).to_contain_text("¥880")
    expect(price).to_contain_text(re.compile(r"(THB|฿)\s*\d"))


def papers(page: Page) -> None:
    """Customs papers of the parcel: each opens as a PDF."""
    page.get_by_role("link", name=said("ja", "Customs papers")).click()
    page.wait_for_load_state()
    check_accessible(page)
    links = page.locator("main a[href$='.pdf']")
    assert links.count() >= 3
    for each in links.all():
        answer = page.request.get(each.get_attribute("href") or "")
        assert answer.status == 200
        assert answer.headers["content-type"] == "application/pdf"
        assert answer.body().startswith(b"%PDF-")
    page.go_back()


def test_katsuobushi_goes_to_bangkok(market: LiveMarket, new_context: NewContext) -> None:
    buyer = new_context(width=360, height=740, locale="th-TH").new_page()
    find(buyer)
    read(buyer)
    put_into_cart(buyer, TH)
    check_accessible(buyer)
    buyer.get_by_role("link", name=said(TH, "Go to checkout")).click()
    buyer.wait_for_url("**/th/checkout")
    check_accessible(buyer)
    fill(buyer, ADDRESS)
    number = pay(buyer, TH)
    order = buyer.url

    desk = new_context(width=390, height=800).new_page()
    open_desk(desk, market, "kohakubushi", number)
    confirm(desk)
    desk.get_by_role("link", name=said("ja", "Sent: write the number")).first.click()
    desk.wait_for_load_state()
    check_accessible(desk)
    papers(desk)
    ship(desk, "ems", TRACKING)

    buyer.goto(order)
    check_accessible(buyer)
    expect(buyer.locator("main")).to_contain_text(said(TH, "On its way"))
    expect(buyer.get_by_role("link", name=re.compile(TRACKING))).to_have_attribute(
        "href", re.compile(TRACKING)
    )
