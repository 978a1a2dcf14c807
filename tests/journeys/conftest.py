"""The real browser on a whole market, opened once for all journeys."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from core.testing.live import LiveMarket


@pytest.fixture(scope="session")
def market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveMarket]:
    given = os.environ.get("MARKET_JOURNEY_DATA")
    folder = Path(given) if given else tmp_path_factory.mktemp("journeys")
    with LiveMarket(folder) as opened:
        yield opened


NewContext = Callable[..., BrowserContext]


@pytest.fixture
def new_context(browser: Browser, market: LiveMarket) -> Iterator[NewContext]:
    """A visitor of their own: no cookie, a screen, a language."""
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
    for context in opened:
        context.close()


def check_accessible(page: Page) -> None:
    """axe-core finds nothing, and nothing is wider than the screen."""
    found = Axe().run(page)
    violations = [
        (rule["id"], [node["target"] for node in rule["nodes"]][:5])
        for rule in found.response["violations"]
    ]
    assert violations == [], f"{page.url}: {violations}"
    overflow = page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert overflow <= 0, f"{page.url} is {overflow} px too wide"
