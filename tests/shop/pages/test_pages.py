"""The pages of law that are made from data: cookies, services outside, measures, accessibility."""

from datetime import UTC, datetime

import pytest

from core.settings import Settings
from core.testing.client import PageClient
from core.unit_of_work import Database, UnitOfWork
from shop.storefronts.models import StorefrontState
from tests.factories import shop as make
from vendors.onboarding.models import Application
from vendors.onboarding.states import ApplicationState
from wsgi import create_app

COOKIES = "/en/pages/cookies"


@pytest.fixture
def counted(settings: Settings, database: Database) -> PageClient:
    """A market that counts with Google too."""
    more = settings.model_copy(update={"ga4_measurement_id": "G-YAIZU1"})
    return PageClient(create_app(more, database, testing=True))


def test_without_outside_services_there_is_nothing_to_choose(client: PageClient) -> None:
    page = client.get(COOKIES)
    assert "There is nothing to choose" in page.text
    assert page.all("main form") == []
    names = [row.text_content() for row in page.all("table:first-of-type th[scope=row]")]
    assert "market" in names
    assert "_ga, _ga_*" not in names
    assert "Google" not in page.text
    assert "googletagmanager" not in page.response.headers["Content-Security-Policy"]
    assert client.get("/en/").all("[data-consent]") == []


def test_what_is_switched_on_is_named_with_what_it_sends_and_where_to(counted: PageClient) -> None:
    page = counted.get(COOKIES)
    rows = [" ".join(row.text_content().split()) for row in page.all("#outside + table tbody tr")]
    assert rows[0].startswith("Stripe, Inc. (United States)")
    assert rows[1].startswith("Google LLC (United States)")
    assert rows[1].endswith("After you said yes")
    policy = page.response.headers["Content-Security-Policy"]
    assert "script-src 'self' https://www.googletagmanager.com;" in policy
    assert "unsafe" not in policy
    privacy = counted.get("/en/pages/privacy")
    assert "Google LLC" in privacy.text


def test_the_question_stands_hidden_on_pages_and_says_nothing_personal(counted: PageClient) -> None:
    home = counted.get("/en/")
    assert "hidden" in home.one("[data-consent]").attrib
    assert home.all("[data-consent] [name=csrf_token]") == []


def test_a_choice_is_kept_for_half_a_year_and_shown(counted: PageClient) -> None:
    answer = counted.http.post(COOKIES, data={"purpose": "counting"}, headers=OURS)
    assert answer.status_code == 303
    kept = answer.headers["Set-Cookie"]
    assert kept.startswith("choices=1.counting;")
    assert "Max-Age=15552000" in kept
    page = counted.get(answer.headers["Location"])
    assert "Your choice is saved." in page.text
    assert "checked" in page.one("input[name=purpose]").attrib


OURS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}


@pytest.mark.parametrize(
    ("wish", "goes"),
    [("/th/catalogue", "/th/catalogue"), ("//evil.example", f"{COOKIES}?saved=1"), ("", None)],
)
def test_the_answer_leads_back_to_a_page_of_ours_only(
    counted: PageClient, wish: str, goes: str | None
) -> None:
    answer = counted.http.post(COOKIES, data={"answer": "all", "next": wish}, headers=OURS)
    assert answer.headers["Location"] == (goes or f"{COOKIES}?saved=1")


def test_a_no_and_global_privacy_control_allow_nothing(counted: PageClient) -> None:
    counted.http.post(COOKIES, data={"answer": "all"}, headers=OURS)
    page = counted.get(COOKIES, headers={"Sec-GPC": "1"})
    assert "checked" not in page.one("input[name=purpose]").attrib
    counted.http.post(COOKIES, data={"answer": "none"}, headers=OURS)
    assert "checked" not in counted.get(COOKIES).one("input[name=purpose]").attrib


def test_another_site_cannot_answer_for_the_visitor(counted: PageClient) -> None:
    answer = counted.http.post(
        COOKIES, data={"answer": "all"}, headers={"Origin": "https://evil.example"}
    )
    assert answer.status_code == 403


def figures(client: PageClient) -> dict[str, str]:
    page = client.get("/en/pages/measures")
    titles = [one.text_content() for one in page.all("dl.facts dt")]
    return dict(zip(titles, [one.text_content() for one in page.all("dl.facts dd")], strict=True))


def test_the_measures_page_counts_who_sells_and_who_was_checked(
    client: PageClient, uow: UnitOfWork
) -> None:
    make.storefront(uow, slug="open")
    make.storefront(uow, slug="closed").state = StorefrontState.PREPARING
    old = datetime(2020, 1, 1, tzinfo=UTC)
    for number, (state, at) in enumerate(
        [
            (ApplicationState.APPROVED, uow.now),
            (ApplicationState.APPROVED, old),
            (ApplicationState.REFUSED, uow.now),
            (ApplicationState.PENDING, None),
        ]
    ):
        uow.session.add(_application(uow, number, state, at))
    uow.session.commit()
    found = figures(client)
    assert found["Businesses that sell here today"] == "1"
    assert found["Applications checked and accepted"] == "1"
    assert found["Applications checked and refused"] == "1"


def _application(
    uow: UnitOfWork, number: int, state: ApplicationState, at: datetime | None
) -> Application:
    words = dict.fromkeys(
        (
            "business_name",
            "representative",
            "phone",
            "sells",
            "postal_code",
            "prefecture",
            "city",
            "street",
            "terms_version",
        ),
        "x",
    )
    return Application(
        token=f"t{number}",
        state=state,
        created_at=uow.now,
        locale="ja",
        email=f"a{number}@example.org",
        consented_at=uow.now,
        decided_at=at,
        **words,
    )


def test_the_accessibility_statement_says_what_was_not_done(client: PageClient) -> None:
    page = client.get("/en/pages/accessibility")
    assert "WCAG 2.2 AA and JIS X 8341-3:2016 AA" in page.text
    assert page.all("dl.facts dd")[-1].text_content() == "not done yet"
