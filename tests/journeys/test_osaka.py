"""A buyer in Osaka sends presents: two addresses, frozen and ambient, one payment, a review."""

import re

import pytest
from playwright.sync_api import Page, expect

from core.testing.live import LiveMarket
from tests.journeys.buying import confirm, fill, open_desk, pay, put_into_cart, ship
from tests.journeys.conftest import NewContext, check_accessible
from tests.journeys.words import begins, said

pytestmark = pytest.mark.browser

JA = "ja"
FROZEN, AMBIENT = "warayaki-tataki", "fukamushi-sencha"
OWN = {
    "email": "osaka@example.org",
    "family_name": "鈴木",
    "given_name": "花子",
    "postal_code": "530-0001",
    "region": "大阪府",
    "city": "大阪市北区",
    "street": "梅田1-1-1",
    "phone": "06-1234-5678",
}
FRIEND = {
    "family_name": "田中",
    "given_name": "一郎",
    "postal_code": "604-8571",
    "region": "京都府",
    "city": "京都市中京区",
    "street": "寺町通御池上る488",
    "phone": "075-222-3111",
}
MESSAGE = "お世話になりました。ご家族でどうぞ。"
PRICES = re.compile(r"[0-9,]+\s*円|[¥￥]")
REVIEW = "香りがよく、冷凍のまま届きました。"


def fill_cart(page: Page) -> None:
    for slug, quantity in ((FROZEN, 1), (AMBIENT, 2)):
        page.goto(f"/ja/catalogue/{slug}")
        put_into_cart(page, JA, quantity)
    page.locator("select[name=region]").first.select_option("大阪府")
    page.wait_for_load_state()


def give_a_part(page: Page) -> None:
    """One bag of tea goes to a friend in Kyoto, with a noshi and a message."""
    page.get_by_text(said(JA, "Send parts of it to other people")).first.click()
    page.get_by_role("link", name=said(JA, "Add a person")).click()
    page.wait_for_url("**/ja/cart/recipients/new")
    check_accessible(page)
    many = page.get_by_role("spinbutton")
    assert many.count() == 2
    for each in many.all():
        is_tea = "茶" in (each.evaluate("each => each.labels[0].textContent") or "")
        each.fill("1" if is_tea else "0")
    fill(page, FRIEND)
    page.locator("[name=noshi]").select_option(index=1)
    page.get_by_role("textbox", name=said(JA, "Above the knot")).fill("御礼")
    page.get_by_role("textbox", name=said(JA, "Below the knot")).fill("鈴木")
    page.get_by_role("textbox", name=said(JA, "Message on a card")).fill(MESSAGE)
    page.get_by_role("button", name=said(JA, "Save")).last.click()
    page.wait_for_url(re.compile("/ja/cart(#.*)?$"))
    check_accessible(page)
    expect(page.locator(".parcel")).to_have_count(3)
    expect(page.locator(".parcel").filter(has_text="田中")).to_have_count(1)


def total_on_button(page: Page) -> str:
    words = page.get_by_role("button", name=begins(JA, "Order and pay %(total)s")).inner_text()
    found = re.search(r"[0-9,]+円", words)
    assert found, words
    return found.group()


def choose_days(page: Page) -> list[str]:
    """For every parcel a day and a time of day; what was chosen, in words."""
    chosen: list[str] = []
    for prefix in ("day-", "slot-"):
        for place in range(page.locator(f"select[name^='{prefix}']").count()):
            field = page.locator(f"select[name^='{prefix}']").nth(place)
            field.select_option(index=2)
            chosen.append(field.evaluate("each => each.selectedOptions[0].textContent.trim()"))
    return chosen


def order(page: Page) -> tuple[str, str]:
    """Checkout with a day and a time for each parcel; the number and the total that was shown."""
    page.get_by_role("link", name=said(JA, "Go to checkout")).click()
    page.wait_for_url("**/ja/checkout")
    check_accessible(page)
    fill(page, OWN)
    expect(page.locator(".parcel")).to_have_count(3)
    expect(page.locator("main")).not_to_contain_text(said(JA, "fee not known yet"))
    chosen = choose_days(page)
    assert len(chosen) == 6
    total = total_on_button(page)
    number = pay(page, JA)
    expect(page.locator("main")).to_contain_text(total)
    for words in chosen[:3]:
        expect(page.locator("main")).to_contain_text(words)
    return number, total


def print_slips(page: Page) -> int:
    """The packing slips of an order's parcels; none of them has a price."""
    slips = page.get_by_role("link", name=said(JA, "Packing slip"))
    addresses = [each.get_attribute("href") or "" for each in slips.all()]
    back = page.url
    for address in addresses:
        page.goto(address)
        check_accessible(page)
        assert PRICES.findall(page.locator("main").inner_text()) == []
    page.goto(back)
    return len(addresses)


def send_all(page: Page, market: LiveMarket, business: str, number: str, parcels: int) -> None:
    open_desk(page, market, business, number)
    confirm(page)
    assert print_slips(page) == parcels
    order_page = page.url
    for place in range(parcels):
        page.goto(order_page)
        page.get_by_role("link", name=said(JA, "Sent: write the number")).first.click()
        page.wait_for_load_state()
        ship(page, "yamato", tracking_number(place))


def tracking_number(place: int) -> str:
    """Twelve digits, of which the last one is what is left of the others divided by seven."""
    first = 12345678900 + place
    return f"{first}{first % 7}"


def review(page: Page, order_page: str) -> None:
    """The frozen parcel arrived; its buyer writes what others read on the goods' page."""
    page.goto(order_page)
    arrived = page.get_by_role("button", name=said(JA, "It arrived"))
    assert arrived.count() == 3
    for _ in range(3):
        arrived.first.click()
        page.wait_for_load_state()
    expect(page.locator("main")).to_contain_text(said(JA, "Delivered"))
    check_accessible(page)
    page.get_by_role("link", name=re.compile("タタキ|たたき")).last.click()
    page.wait_for_url("**/ja/reviews/write/**")
    check_accessible(page)
    page.get_by_role("radio").nth(0).check()
    page.get_by_role("textbox", name=said(JA, "Your review"), exact=True).fill(REVIEW)
    page.get_by_role("button", name=said(JA, "Put the review on the page")).click()
    page.wait_for_load_state()
    page.goto(f"/ja/catalogue/{FROZEN}")
    expect(page.get_by_role("region", name=said(JA, "Reviews"))).to_contain_text(REVIEW)


def test_presents_go_from_osaka_to_two_addresses(
    market: LiveMarket, new_context: NewContext
) -> None:
    buyer = new_context(width=390, height=800).new_page()
    fill_cart(buyer)
    give_a_part(buyer)
    number, _ = order(buyer)
    order_page = buyer.url
    for business, parcels in (("tomorihama", 1), ("kiribata", 2)):
        send_all(new_context().new_page(), market, business, number, parcels)
    review(buyer, order_page)
