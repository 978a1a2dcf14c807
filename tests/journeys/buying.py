"""Steps that every buyer's and every business's journey has."""

import re
from collections.abc import Mapping

from playwright.sync_api import Page, expect

from core.testing.live import LiveMarket
from tests.journeys.conftest import check_accessible, sign_in
from tests.journeys.words import begins, said

NUMBER = re.compile(r"Y-[2-9A-Z]{9}")


def put_into_cart(page: Page, code: str, quantity: int = 1) -> None:
    """From the product's page into the cart."""
    if quantity > 1:
        page.get_by_role("spinbutton", name=said(code, "Quantity")).fill(str(quantity))
    page.get_by_role("button", name=said(code, "Put into the cart")).click()
    page.wait_for_url(f"**/{code}/cart")


def fill(page: Page, values: Mapping[str, str]) -> None:
    """Type into fields by their names; choose where there is a list."""
    for name, value in values.items():
        field = page.locator(f"main [name={name}]")
        if field.evaluate("each => each.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


PAY = "Order and pay %(total)s"
PAY_AT_MOST = "Order and pay at most %(total)s"


def pay(page: Page, code: str, button: str = PAY) -> str:
    """Order, pay at the simulator, wait until the market knows; the purchase's number."""
    page.get_by_role("button", name=begins(code, button)).click()
    page.wait_for_url("**/simulator/pay/**")
    check_accessible(page)
    page.locator("#choice-card").check()
    page.locator("form button[type=submit]").click()
    page.wait_for_url(f"**/{code}/orders/**")
    wait_until_known(page)
    check_accessible(page)
    return number_of(page)


def wait_until_known(page: Page) -> None:
    """The payment's news comes a moment after the buyer."""
    still_open = page.locator("main form[action*='/checkout/pay/']")
    for _ in range(40):
        if still_open.count() == 0:
            break
        page.wait_for_timeout(500)
        page.reload()
    expect(still_open).to_have_count(0)


def number_of(page: Page) -> str:
    found = NUMBER.search(page.locator("main").inner_text())
    assert found
    return found.group()


def open_desk(
    page: Page, market: LiveMarket, business: str, number: str, shelf: str = "confirm"
) -> None:
    """A business signs in and opens the order of a purchase."""
    sign_in(page, market, f"{business}@sample.example")
    page.goto(f"/ja/office/orders?state={shelf}")
    check_accessible(page)
    page.get_by_role("link", name=re.compile(number)).first.click()
    page.wait_for_load_state()
    check_accessible(page)


def confirm(page: Page) -> None:
    page.get_by_role("button", name=said("ja", "Confirm: we will send it")).click()
    page.wait_for_load_state()


def ship(page: Page, carrier: str, tracking: str) -> None:
    """On a parcel's page: which carrier, which number, and it has left."""
    address = page.url
    form = page.locator("form:has([name=tracking_number])")
    form.locator(f"[name=carrier][value={carrier}]").check()
    form.locator("[name=tracking_number]").fill(tracking)
    form.get_by_role("button", name=said("ja", "It has left")).click()
    page.wait_for_load_state()
    page.goto(address)
    expect(page.locator("main")).to_contain_text(
        said("ja", "This parcel was sent with the number %(number)s.", number=tracking)
    )
    check_accessible(page)
