"""`make screens`: the screenshots of docs/screens, in six written forms at two widths."""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from core.identity.sample import ONE_TIME_KEY  # noqa: E402
from core.testing.codes import one_time_code  # noqa: E402
from core.testing.live import LiveMarket  # noqa: E402
from i18n.locales import CODES  # noqa: E402

OUT = ROOT / "docs/screens"
WIDTHS = {360: 1400, 1280: 1500}
SHOP = {
    "home": "/",
    "makers": "/storefronts",
    "maker": "/storefronts/kohakubushi",
    "list": "/catalogue",
    "product": "/catalogue/atsukezuri",
    "search": "/search?q=tuna",
    "cart": "/cart",
    "checkout": "/checkout",
}
OFFICE = {
    "office": "/office",
    "office-products": "/office/products",
    "office-product": "/office/products/new",
    "office-orders": "/office/orders",
    "office-storefront": "/office/storefront",
    "office-stock": "/office/stock",
}
CITY = {
    "city": "/city",
    "city-reports": "/city/reports",
    "city-targets": "/city/targets",
    "city-sources": "/city/sources",
    "city-businesses": "/city/onboarding",
    "city-changes": "/city/audit/",
}
DARK = ("ja", "th")
"""The written forms whose pages are taken in the dark as well."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def take(page: Page, name: str, width: int) -> None:
    """A picture from the top of the page, no longer than two screens."""
    page.wait_for_timeout(150)
    height = page.evaluate("document.documentElement.scrollHeight")
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, WIDTHS[width])}
    raw = page.screenshot(full_page=True, clip=clip)
    Image.open(io.BytesIO(raw)).save(OUT / f"{name}-{width}.webp", quality=72, method=6)


def fill_cart(page: Page, code: str) -> None:
    for slug in ("atsukezuri", "powdered-tea"):
        page.goto(f"/{code}/catalogue/{slug}")
        page.locator("form[action$='/cart/add'] button[type=submit]").click()
        page.wait_for_url(f"**/{code}/cart")


def visit(page: Page, code: str, pages: dict[str, str], width: int) -> None:
    """The pages in one written form, by day and where asked by night."""
    for name, path in pages.items():
        page.emulate_media(color_scheme="light")
        page.goto(f"/{code}{path}")
        take(page, f"{name}-{code}", width)
        if code in DARK:
            page.emulate_media(color_scheme="dark")
            take(page, f"{name}-{code}-dark", width)


def shop(browser: Browser, market: LiveMarket) -> None:
    for width in WIDTHS:
        for code in CODES:
            context = browser.new_context(
                viewport={"width": width, "height": 800}, base_url=market.url, locale=code
            )
            page = context.new_page()
            fill_cart(page, code)
            visit(page, code, SHOP, width)
            context.close()


def desk(browser: Browser, market: LiveMarket, who: str, pages: dict[str, str]) -> None:
    person = next(one for one in market.people() if one["email"].startswith(who))
    for width in WIDTHS:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, base_url=market.url, locale="ja"
        )
        page = context.new_page()
        page.goto("/ja/identity/sign-in")
        page.fill("[name=email]", person["email"])
        page.fill("[name=password]", person["password"])
        page.locator("main form button[type=submit]").first.click()
        page.wait_for_load_state()
        if page.locator("main [name=code]").count():
            page.fill("main [name=code]", one_time_code(ONE_TIME_KEY))
            page.locator("main form button[type=submit]").first.click()
            page.wait_for_load_state()
        for code in CODES:
            visit(page, code, pages, width)
        context.close()


def main() -> int:
    OUT.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as folder,
        LiveMarket(Path(folder)) as market,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        shop(browser, market)
        desk(browser, market, "kohakubushi", OFFICE)
        desk(browser, market, "staff", CITY)
        browser.close()
    sys.stdout.write(f"{len(list(OUT.glob('*.webp')))} pictures in docs/screens\n")
    return 0


sys.exit(main())
