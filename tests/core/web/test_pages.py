"""What every page has: headers, language, errors in words, proof against forged forms."""

import pytest
from flask import Flask

from core.identity.permissions import Permission
from core.settings import Settings
from core.testing.client import PageClient
from core.unit_of_work import Database, UnitOfWork
from core.web.feature import Feature
from core.web.limits import Limit
from core.web.pages import render
from core.web.state import shows
from core.web.versions import bump
from wsgi import create_app

CODES = ("ja", "en", "zh-Hant", "zh-Hans", "th", "ko")


@pytest.fixture
def app(settings: Settings, database: Database) -> Flask:
    """The market with three pages of this test."""
    app = create_app(settings, database, testing=True)
    feature = Feature("core.trial")
    counter: list[int] = []

    @feature.page("/kept", permission=Permission.PUBLIC, is_kept=True)
    def kept(_uow: UnitOfWork) -> object:
        counter.append(1)
        shows("trial")
        return render("core/web/error.html", title=f"Rendered {len(counter)}", advice="")

    @feature.page("/change", permission=Permission.PUBLIC, post_only=True, limit=Limit(2, 60))
    def change(uow: UnitOfWork) -> object:
        bump(uow, "trial")
        return "", 204

    @feature.page("/refuse", permission=Permission.PUBLIC, post_only=True)
    def refuse(uow: UnitOfWork) -> object:
        bump(uow, "trial")
        return render("core/web/error.html", 422, title="Refused", advice="")

    @feature.page("/write", permission=Permission.PUBLIC)
    def write(uow: UnitOfWork) -> object:
        bump(uow, "trial")
        return ""

    feature.register(app)
    return app


@pytest.mark.parametrize("code", CODES)
def test_an_unknown_page_answers_in_the_language_of_its_address(
    client: PageClient, code: str
) -> None:
    page = client.get(f"/{code}/nowhere", status=404)
    assert page.tree.get("lang") == code


def test_an_unknown_language_is_a_page_not_found_in_the_visitors_language(
    client: PageClient,
) -> None:
    page = client.get("/xx/trial/kept", status=404, headers={"Accept-Language": "th-TH,th"})
    assert page.tree.get("lang") == "th"


def test_pages_carry_a_policy_without_inline_code(client: PageClient) -> None:
    headers = client.get("/en/trial/kept").response.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Request-Id"]


def test_a_kept_page_is_rendered_once_and_again_after_a_change(client: PageClient) -> None:
    assert client.get("/en/trial/kept").words("h1") == "Rendered 1"
    assert client.get("/en/trial/kept").words("h1") == "Rendered 1"
    client.post("/en/trial/change", status=204)
    assert client.get("/en/trial/kept").words("h1") == "Rendered 2"


def test_what_was_tried_is_undone_when_the_answer_is_a_refusal(client: PageClient) -> None:
    client.get("/en/trial/kept")
    client.post("/en/trial/refuse", status=422)
    assert client.get("/en/trial/kept").words("h1") == "Rendered 1"


def test_a_page_that_is_looked_at_cannot_write(client: PageClient) -> None:
    client.get("/en/trial/write", status=503)


def test_a_form_from_another_site_changes_nothing(client: PageClient) -> None:
    client.get("/en/trial/kept")
    client.post("/en/trial/change", status=403, headers={"Origin": "https://elsewhere.example"})
    client.post("/en/trial/change", status=403, headers={"Sec-Fetch-Site": "cross-site"})
    assert client.get("/en/trial/kept").words("h1") == "Rendered 1"


def test_a_form_without_the_visitors_token_says_to_send_it_again(client: PageClient) -> None:
    page = client.post("/en/trial/change", {"csrf_token": "another"}, status=400)
    assert page.words("h1") == "This form was open for too long"


def test_a_spent_limit_says_when_to_try_again(client: PageClient) -> None:
    for _ in range(2):
        client.post("/en/trial/change", status=204)
    page = client.post("/en/trial/change", status=429)
    assert page.words("h1") == "Too many tries"
    assert 0 < int(page.response.headers["Retry-After"]) <= 60


def test_a_kept_page_answers_304_and_compressed(client: PageClient) -> None:
    first = client.get("/en/trial/kept")
    tag = first.response.headers["ETag"]
    again = client.http.get("/en/trial/kept", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    small = client.http.get("/en/trial/kept", headers={"Accept-Encoding": "br"})
    assert small.headers["Content-Encoding"] == "br"
    assert len(small.data) < len(first.response.get_data())


def test_a_slash_too_many_leads_to_the_page(client: PageClient) -> None:
    answer = client.http.get("/en/trial/kept/?q=1")
    assert (answer.status_code, answer.headers["Location"]) == (308, "/en/trial/kept?q=1")
