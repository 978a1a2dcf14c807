"""Kept pages: answered below Flask, exact after a change, compressed when they are asked for again."""

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from core.unit_of_work import SYSTEM, Database, UnitOfWork
from core.web import kept, pieces, versions
from core.web.kept import Keeper
from tests.factories import shop

BROTLI = {"Accept-Encoding": "br"}


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def keeper(app: Flask) -> Keeper:
    assert isinstance(app.wsgi_app, Keeper)
    return app.wsgi_app


@pytest.fixture
def statements(uow: UnitOfWork) -> list[str]:
    seen: list[str] = []
    connection = uow.session.connection()
    event.listen(connection.engine, "before_cursor_execute", lambda *given: seen.append(given[2]))
    return seen


def test_a_page_that_is_asked_for_again_costs_one_question(
    visitor: FlaskClient, uow: UnitOfWork, statements: list[str]
) -> None:
    shop.storefront(uow, slug="maruyama")
    uow.session.commit()
    first = visitor.get("/ja/storefronts/maruyama")
    statements.clear()
    again = visitor.get("/ja/storefronts/maruyama")
    asked = [words for words in statements if words.startswith("SELECT")]
    assert len(asked) == 1
    assert "core_page_versions" in asked[0]
    assert again.data == first.data
    assert again.headers["ETag"] == first.headers["ETag"]


def test_a_page_is_compressed_when_it_is_asked_for_again(
    visitor: FlaskClient, keeper: Keeper
) -> None:
    first = visitor.get("/ja/", headers=BROTLI)
    assert "Content-Encoding" not in first.headers
    (page,) = keeper._pages.values()
    assert page.compressed is None
    again = visitor.get("/ja/", headers=BROTLI)
    assert again.headers["Content-Encoding"] == "br"
    assert again.headers["Content-Length"] == str(len(again.data))
    assert brotli.decompress(again.data) == first.data
    assert keeper._bytes == len(first.data) + len(again.data)
    assert visitor.get("/ja/").data == first.data


def test_who_has_the_page_already_is_told_so(visitor: FlaskClient) -> None:
    first = visitor.get("/ja/")
    again = visitor.get("/ja/", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_head_has_the_headers_of_get_and_no_body(visitor: FlaskClient) -> None:
    first = visitor.get("/ja/")
    again = visitor.head("/ja/")
    assert (again.status_code, again.data) == (200, b"")
    assert again.headers["Content-Length"] == str(len(first.data))


def test_only_pages_that_show_what_changed_are_made_again(
    visitor: FlaskClient, database: Database, uow: UnitOfWork, keeper: Keeper
) -> None:
    shop.storefront(uow, slug="maruyama")
    uow.session.commit()
    paths = ("/ja/storefronts/maruyama", "/ja/onboarding")
    for path in paths:
        assert visitor.get(path).status_code == 200
    before = dict(keeper._pages)
    with database.unit_of_work(SYSTEM) as change:
        versions.bump(change, "catalogue")
    for path in paths:
        visitor.get(path)
    made_again = [key for key, page in keeper._pages.items() if page is not before.get(key)]
    assert [key for key in made_again if "storefronts" in key[0]]
    assert not [key for key in made_again if "onboarding" in key[0]]


def test_what_was_not_asked_for_longest_is_dropped_first(
    visitor: FlaskClient, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MAX_PAGES", 2)
    for number in (0, 1, 0, 2):
        visitor.get(f"/ja/?n={number}")
    assert [key[0].rsplit("=", 1)[1] for key in keeper._pages] == ["0", "2"]
    assert keeper._bytes == sum(page.size for page in keeper._pages.values())


def test_a_piece_is_made_once_for_each_content(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "_pieces", {})
    template = app.jinja_env.from_string(
        "{% for word in words %}{% call piece('test', word) %}{{ made(word) }}{% endcall %}{% endfor %}"
    )
    made: list[str] = []

    def make(word: str) -> str:
        made.append(word)
        return f"<{word}>"

    with app.test_request_context("/ja/"):
        text = template.render(words=["tuna", "tea", "tuna"], made=make)
    assert text == "&lt;tuna&gt;&lt;tea&gt;&lt;tuna&gt;"
    assert made == ["tuna", "tea"]
