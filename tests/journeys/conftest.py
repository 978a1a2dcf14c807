"""The real browser on a whole market, opened once for all journeys."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, BrowserContext, Page

from core.identity.sample import ONE_TIME_KEY
from core.testing.codes import one_time_code
from core.testing.live import LiveMarket


@pytest.fixture(scope="session")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveMarket]:
    given = os.environ.get("MARKET_JOURNEY_DATA")
    folder = Path(given) if given else tmp_path_factory.mktemp("journeys")
    with LiveMarket(folder) as opened:
        yield opened


NewContext = Callable[..., BrowserContext]


@pytest.fixture
def new_context(
    browser: Browser, market: LiveMarket, request: pytest.FixtureRequest
) -> Iterator[NewContext]:
    """A visitor of their own: no cookie, a screen, a language.

    MARKET_JOURNEY_PICTURES names a folder for pictures of what each visitor saw last.
    """
    opened: list[BrowserContext] = []

    def make(*, width: int = 1280, height: int = 900, locale: str = "ja-JP") -> BrowserContext:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=locale,
            base_url=market.url,
            reduced_motion="reduce",
        )
        context.set_default_timeout(20_000)
        opened.append(context)
        return context

    yield make
    for number, context in enumerate(opened):
        if folder := os.environ.get("MARKET_JOURNEY_PICTURES"):
            for page in context.pages:
                page.screenshot(
                    path=Path(folder) / f"{request.node.name[:40]}-{number}.png", full_page=True
                )
        context.close()


def faults(page: Page) -> list[str]:
    """What axe-core finds wrong, and what is wider than the screen."""
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    wrong = [
        f"{rule['id']} at {[node['target'] for node in rule['nodes']][:5]}"
        for rule in found.response["violations"]
    ]
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return [*wrong, f"{overflow} px too wide"] if overflow > 0 else wrong


def check_accessible(page: Page) -> None:
    """axe-core finds nothing, and nothing is wider than the screen."""
    assert faults(page) == [], page.url


_signed_in: dict[tuple[str, str], list[SetCookieParam]] = {}


def sign_in(page: Page, market: LiveMarket, email: str) -> None:
    """With the password; staff prove their second factor as well. Once a person and market:

    a network may only try so often, and all of these visitors come from one.
    """
    if (market.url, email) in _signed_in:
        page.context.add_cookies(_signed_in[market.url, email])
        page.goto("/ja/identity/")
        assert "/sign-in" not in page.url, page.url
        return
    person = next(one for one in market.people() if one["email"] == email)
    page.goto("/ja/identity/sign-in")
    page.fill("[name=email]", email)
    page.fill("[name=password]", person["password"])
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    if page.locator("main [name=code]").count():
        page.fill("main [name=code]", one_time_code(ONE_TIME_KEY))
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
    assert "/sign-in" not in page.url, page.url
    _signed_in[market.url, email] = [
        cast("SetCookieParam", cookie) for cookie in page.context.cookies()
    ]
