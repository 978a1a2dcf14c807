"""Every page that somebody can open: axe-core, no scroll to the side, no word on the console."""

from dataclasses import dataclass, field

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, ConsoleMessage, Page

from core.testing.live import LiveMarket
from core.web.language import languages
from tests.journeys.addresses import VALUES, Address, addresses, pages_of
from tests.journeys.conftest import NewContext, faults, sign_in
from tests.journeys.furnish import application, furnish, opened

pytestmark = pytest.mark.browser

PHONE = 360
SMALLEST = 320
FORMS = ("ja", "zh-Hans", "zh-Hant", "ko", "th", "en")
DESK_FORMS = ("ja", "en")
"""The desks are read by people of Yaizu; the shop by everybody."""
DARK = ("/", "/catalogue/atsukezuri", "/cart", "/checkout", "/search?q=katsuobushi")
OVER = {
    "core.identity.confirm_email_change": 410,
    "core.identity.join": 410,
    "core.identity.join_start": 410,
    "core.identity.reset": 410,
}
"""Pages behind mailed links are seen as they look when the link is over."""
EMAILS = {
    "buyer": "buyer@sample.example",
    "owner": "kohakubushi@sample.example",
    "staff": "admin@sample.example",
}


@pytest.fixture(scope="module")
def app(market: LiveMarket) -> Flask:
    return application(market)


@pytest.fixture(scope="module")
def places(app: Flask, market: LiveMarket) -> list[Address]:
    """Every page's address, once the market has something to show on each."""
    with opened(app) as uow:
        furnish(uow)
    found = list(addresses(app, market.data))
    empty = [each for each in found if isinstance(each, str)]
    assert empty == ["shop.cart.edit_recipient"], "these pages have nothing to show"
    return [each for each in found if isinstance(each, Address)]


@dataclass
class Reader:
    """One page of a browser that keeps what its console says."""

    page: Page
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.said.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.said.append(message.text)

    def look(self, address: str, status: int = 200) -> list[str]:
        """What is wrong with a page, in words."""
        self.said.clear()
        answer = self.page.goto(address)
        told = answer.status if answer else 0
        found = faults(self.page)
        if told != status:
            found.append(f"answers {told}")
        self.page.set_viewport_size({"width": SMALLEST, "height": 740})
        found += [f"{SMALLEST} px: {fault}" for fault in too_wide(self.page)]
        self.page.set_viewport_size({"width": PHONE, "height": 740})
        found += [f"console: {text}" for text in self.said if not expected(text, told)]
        return [f"{address}: {fault}" for fault in found]


def expected(text: str, status: int) -> bool:
    """The browser itself writes down an answer that is no 200; the status is told already."""
    return status != 200 and "Failed to load resource" in text


def too_wide(page: Page) -> list[str]:
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [f"{overflow} px too wide"] if overflow > 0 else []


@pytest.fixture
def readers(new_context: NewContext, market: LiveMarket) -> dict[str, Reader]:
    """A guest with a cart, a buyer, a business and staff, each at a phone of their own."""
    return {
        who: Reader(enter(new_context(width=PHONE, height=740), market, who))
        for who in ("guest", *EMAILS)
    }


def enter(context: BrowserContext, market: LiveMarket, who: str) -> Page:
    page = context.new_page()
    if who == "guest":
        page.goto("/en/catalogue/atsukezuri")
        page.locator("form[action$='/cart/add'] button[type=submit]").click()
        page.wait_for_url("**/en/cart")
    else:
        sign_in(page, market, EMAILS[who])
    return page


def test_the_check_finds_what_is_wrong(new_context: NewContext) -> None:
    reader = Reader(new_context(width=PHONE, height=740).new_page())
    reader.page.goto("/en/pages/about")
    reader.page.evaluate("document.querySelector('main h1').innerHTML = '<input>'")
    reader.page.evaluate("document.querySelector('main').style.width = '500px'")
    reader.page.evaluate("console.error('a word')")
    found = " ".join(faults(reader.page))
    assert "label at" in found
    assert "px too wide" in found
    assert reader.said == ["a word"]
    assert reader.look("/en/pages/none") == ["/en/pages/none: answers 404"]


def test_every_address_is_known(app: Flask) -> None:
    known = {page.endpoint for page in pages_of(app)}
    with_values = {
        page.endpoint for page in pages_of(app) if "<" in page.rule.removeprefix("/<lang>")
    }
    assert with_values == set(VALUES)
    assert set(VALUES) <= known
    with app.app_context():
        assert tuple(sorted(form.code for form in languages().forms)) == tuple(sorted(FORMS))


@pytest.mark.parametrize("form", FORMS)
def test_the_shop_can_be_read_by_everybody(
    form: str, places: list[Address], readers: dict[str, Reader]
) -> None:
    wrong = [
        fault
        for place in places
        if place.who in {"guest", "buyer"}
        for fault in readers[place.who].look(f"/{form}{place.path}", OVER.get(place.endpoint, 200))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("form", DESK_FORMS)
def test_the_desks_can_be_read_by_everybody(
    form: str, places: list[Address], readers: dict[str, Reader]
) -> None:
    wrong = [
        fault
        for place in places
        if place.who in {"owner", "staff"}
        for fault in readers[place.who].look(f"/{form}{place.path}", OVER.get(place.endpoint, 200))
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("who", ["guest", "owner", "staff"])
def test_the_dark_scheme_can_be_read_too(who: str, readers: dict[str, Reader]) -> None:
    page = readers[who].page
    page.emulate_media(color_scheme="dark")
    paths = {"guest": DARK, "owner": ("/office", "/office/orders"), "staff": ("/city",)}[who]
    assert [fault for path in paths for fault in readers[who].look(f"/en{path}")] == []
