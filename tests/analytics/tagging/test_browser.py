"""Google's counting in the real browser: nothing before a yes, and Consent Mode's four signals."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Route
from sqlalchemy.orm import sessionmaker
from werkzeug.serving import make_server

from core.database import Base, create_engine
from core.migrations import import_models
from core.settings import Environment, Settings
from core.unit_of_work import Database
from wsgi import create_app

pytestmark = pytest.mark.browser
GOOGLE = "https://www.googletagmanager.com/**"
DENIED = {
    "ad_storage": "denied",
    "ad_user_data": "denied",
    "ad_personalization": "denied",
    "analytics_storage": "denied",
}


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    import_models()
    engine = create_engine(f"sqlite:///{tmp_path / 'market.sqlite3'}")
    Base.metadata.create_all(engine)
    settings = Settings(  # pyright: ignore[reportCallIssue]
        environment=Environment.TEST,
        data=tmp_path,
        secret_key="a-secret-key-for-tests-only-32-chars",
        public_url="http://localhost",
        ga4_measurement_id="G-YAIZU1",
    )
    database = Database(sessions=sessionmaker(engine, expire_on_commit=False))
    app = create_app(settings, database, testing=True)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://localhost:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
    engine.dispose()


@pytest.fixture
def asked() -> list[str]:
    """What was asked of Google."""
    return []


@pytest.fixture
def visitor(browser: Browser, address: str, asked: list[str]) -> Iterator[BrowserContext]:
    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(content_type="text/javascript", body="window.loaded = true;")

    context = browser.new_context(
        base_url=address, viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    context.route(GOOGLE, answer)
    yield context
    context.close()


def commands(page: Page) -> list[list[Any]]:
    """What the page told Google's code, each as a list."""
    told: list[list[Any]] = page.evaluate("(window.dataLayer ?? []).map((one) => Array.from(one))")
    return told


def test_nothing_is_loaded_until_the_visitor_says_yes(
    visitor: BrowserContext, asked: list[str]
) -> None:
    page = visitor.new_page()
    page.goto("/en/")
    question = page.get_by_role("region", name="Cookies")
    question.wait_for()
    assert Axe().run(page).response["violations"] == []
    assert asked == []
    assert commands(page) == []
    assert visitor.cookies() == []
    with page.expect_response(GOOGLE):
        question.get_by_role("button", name="Yes, count it").click()
    assert asked == ["https://www.googletagmanager.com/gtag/js?id=G-YAIZU1"]
    told = commands(page)
    assert told[0] == ["consent", "default", DENIED]
    assert told[1] == ["consent", "update", {**DENIED, "analytics_storage": "granted"}]
    assert told[3] == ["config", "G-YAIZU1"]
    assert question.is_hidden()


def test_a_no_is_kept_and_nothing_is_asked_again(visitor: BrowserContext, asked: list[str]) -> None:
    page = visitor.new_page()
    page.goto("/th/catalogue")
    page.locator("[data-consent] button[value=none]").click()
    page.wait_for_url("**/th/catalogue")
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-consent]").is_hidden()
    assert asked == []
    assert {kept["name"]: kept["value"] for kept in visitor.cookies()} == {"choices": "1"}


def test_global_privacy_control_is_an_answer(visitor: BrowserContext, asked: list[str]) -> None:
    visitor.add_init_script(
        "Object.defineProperty(navigator, 'globalPrivacyControl', {value: true})"
    )
    page = visitor.new_page()
    page.goto("/en/")
    page.wait_for_load_state("networkidle")
    assert page.locator("[data-consent]").is_hidden()
    assert asked == []
