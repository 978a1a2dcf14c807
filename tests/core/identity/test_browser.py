"""Passkeys and one-time codes in the real browser, with a device that answers by itself."""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyotp
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from sqlalchemy.orm import sessionmaker
from werkzeug.serving import make_server

from core.database import Base, create_engine
from core.identity import queries, service
from core.identity.models import Role, User
from core.identity.ports import proofs
from core.migrations import import_models
from core.settings import Environment, Settings
from core.unit_of_work import SYSTEM, Database
from tests.factories import identity
from wsgi import create_app

pytestmark = pytest.mark.browser
GOOD = "namiuchi-giwa no shirasu 7"
EMAIL = "hana@example.org"
AT_THE_CITY = re.compile(r"^http://localhost:\d+/en/city")


@dataclass
class Served:
    """An application at an address, and its database."""

    url: str
    database: Database

    def hana(self) -> User:
        with self.database.unit_of_work(SYSTEM, read_only=True) as uow:
            found = queries.find_user_by_email(uow.session, EMAIL)
            assert found is not None
            return found


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    import_models()
    engine = create_engine(f"sqlite:///{tmp_path / 'market.sqlite3'}")
    Base.metadata.create_all(engine)
    database = Database(sessions=sessionmaker(engine, expire_on_commit=False))
    settings = Settings(  # pyright: ignore[reportCallIssue]
        environment=Environment.TEST,
        data=tmp_path,
        secret_key="a-secret-key-for-tests-only-32-chars",
        public_url="http://localhost",
    )
    app = create_app(settings, database, testing=True)
    with database.unit_of_work(SYSTEM) as uow:
        person = identity.user(uow, email=EMAIL, name="Hana")
        person.password, person.confirmed_at = proofs().hash_password(GOOD), uow.now
        city = identity.city(uow)
        service.add_member(uow, user_id=person.id, organisation_id=city.id, role=Role.CITY_STAFF)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield Served(f"http://localhost:{server.port}", database)
    server.shutdown()
    thread.join()
    server.server_close()
    engine.dispose()


@pytest.fixture
def context(served: Served, browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=served.url,
        viewport={"width": 360, "height": 800},
        locale="en-GB",
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def give_device(page: Page, *, verifies: bool = True) -> tuple[Any, str]:
    """A phone's own passkeys: kept on the device, and verifying the person."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    made = session.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": verifies,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return session, made["authenticatorId"]


def sign_in(page: Page) -> None:
    page.goto("/en/identity/sign-in")
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(GOOD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url(
        re.compile(r"^http://localhost:\d+/en/identity/second-factor")
    )  # the city's desk asks for more


def register(page: Page, name: str = "My phone") -> None:
    page.goto("/en/identity/passkeys")
    page.get_by_label("Name of the passkey").fill(name)
    page.get_by_role("button", name="Register a passkey").click()


def check_accessible(page: Page) -> None:
    found = [(rule["id"], rule["nodes"][0]["target"]) for rule in _violations(page)]
    assert found == []
    width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(width) <= 0


def _violations(page: Page) -> list[dict[str, Any]]:
    return list(Axe().run(page).response["violations"])


def test_a_passkey_is_registered_and_signs_in_without_a_name(page: Page, served: Served) -> None:
    give_device(page)
    sign_in(page)
    register(page)
    page.get_by_text("My phone").wait_for()
    check_accessible(page)
    before = page.context.cookies()[0]["value"]
    page.context.clear_cookies()
    page.goto("/en/identity/sign-in?next=/en/city/audit/")
    check_accessible(page)
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(AT_THE_CITY)  # a passkey is a second factor as well
    assert page.context.cookies()[0]["value"] != before
    with served.database.unit_of_work(SYSTEM, read_only=True) as uow:
        (kept,) = queries.list_passkeys(uow.session, served.hana().id)
    assert (kept.name, kept.transports) == ("My phone", ["internal"])
    assert kept.last_used_at is not None
    assert kept.sign_count > 0


def test_a_device_that_does_not_verify_the_person_is_no_passkey(page: Page, served: Served) -> None:
    give_device(page, verifies=False)
    sign_in(page)
    register(page)
    page.locator("[data-passkey-failed]:visible").wait_for()
    with served.database.unit_of_work(SYSTEM, read_only=True) as uow:
        assert queries.list_passkeys(uow.session, served.hana().id) == []


def test_a_removed_passkey_opens_nothing(page: Page, served: Served) -> None:
    give_device(page)
    sign_in(page)
    register(page)
    page.get_by_role("button", name="Remove").click()
    page.get_by_text("The passkey is removed.").wait_for()
    page.context.clear_cookies()
    page.goto("/en/identity/sign-in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.get_by_text("We do not know this passkey.").first.wait_for()
    page.goto("/en/identity/security")
    assert "/en/identity/sign-in" in page.url


def test_a_password_and_a_passkey_open_the_citys_desk(page: Page) -> None:
    give_device(page)
    sign_in(page)
    register(page)
    page.get_by_text("My phone").wait_for()
    page.context.clear_cookies()
    sign_in(page)
    check_accessible(page)
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(AT_THE_CITY)


def test_one_time_codes_are_set_up_and_asked_for_at_the_next_sign_in(page: Page) -> None:
    sign_in(page)
    page.goto("/en/identity/one-time-codes")
    check_accessible(page)
    key = page.locator("main code").inner_text().replace("-", "")
    app = pyotp.TOTP(key)
    page.get_by_label("The six digits").fill(app.now())
    page.get_by_role("button", name="Use one-time codes").click()
    page.get_by_role("heading", name="Your recovery codes").wait_for()
    codes = page.locator("main li code").all_inner_texts()
    check_accessible(page)
    page.goto("/en/identity/security")
    check_accessible(page)
    page.context.clear_cookies()
    sign_in(page)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Go on").click()
    page.wait_for_url(AT_THE_CITY)
