"""Choosing where goods shall go, and pages that are kept once per choice."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from core.web.kept import VARIED, Keeper
from shop.export import countries
from tests.factories import shop as make

PATH = "/en/"


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    return app.test_client()


def choose(visitor: FlaskClient, country: str, back: str = PATH) -> str:
    answer = visitor.post("/en/export/destination", data={"country": country, "next": back})
    assert answer.status_code == 303
    return answer.headers["Location"]


def said(visitor: FlaskClient, path: str = PATH) -> str:
    text = visitor.get(path).get_data(as_text=True)
    return text.split("selected>", 1)[1].split("<", 1)[0]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/ja/", "日本"),
        ("/en/", "Japan"),
        ("/zh-Hant/", "台灣"),
        ("/zh-Hans/", "新加坡"),
        ("/th/", "ไทย"),
        ("/ko/", "대한민국"),
    ],
)
def test_a_reader_who_chose_nothing_gets_the_likely_country(
    visitor: FlaskClient, path: str, name: str
) -> None:
    assert said(visitor, path) == name


def test_a_chosen_country_is_kept_and_shown_on_kept_pages(visitor: FlaskClient) -> None:
    assert said(visitor) == "Japan"
    assert choose(visitor, "TH") == PATH
    assert said(visitor) == "Thailand"
    assert said(visitor) == "Thailand"
    choose(visitor, "FR")
    assert said(visitor) == "France"


def test_readers_with_other_countries_do_not_see_each_others_page(app: Flask) -> None:
    bangkok, paris, nobody = app.test_client(), app.test_client(), app.test_client()
    choose(bangkok, "TH")
    choose(paris, "FR")
    for _ in range(2):
        assert [said(one) for one in (bangkok, paris, nobody)] == ["Thailand", "France", "Japan"]


def test_invented_countries_are_neither_kept_nor_make_pages(
    app: Flask, visitor: FlaskClient
) -> None:
    assert isinstance(app.wsgi_app, Keeper)
    answer = visitor.post("/en/export/destination", data={"country": "ZZ"})
    assert "Set-Cookie" not in answer.headers
    for number in range(5):
        visitor.get(PATH, headers={"Cookie": f"destination=Z{number}; other=1"})
    assert len(app.wsgi_app._pages) == 1


@pytest.mark.parametrize("odd", ['destination="TH"', "destination =TH", 'destination="T\\110"'])
def test_odd_cookies_of_one_reader_choose_for_nobody_else(app: Flask, odd: str) -> None:
    app.test_client(use_cookies=False).get(PATH, headers={"Cookie": odd})
    assert said(app.test_client()) == "Japan"


def test_a_page_that_depends_on_the_choice_says_so_to_caches(visitor: FlaskClient) -> None:
    for _ in range(2):
        assert visitor.get(PATH).headers["Vary"] == VARIED


def test_nothing_but_the_country_is_remembered(visitor: FlaskClient) -> None:
    answer = visitor.post("/en/export/destination", data={"country": "SG"})
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("destination=SG; ")
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


@pytest.mark.parametrize(
    "elsewhere",
    ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)", ""],
)
def test_choosing_never_leads_to_another_site(visitor: FlaskClient, elsewhere: str) -> None:
    assert choose(visitor, "TH", elsewhere) == "/en/catalogue"


def test_every_member_of_the_union_shares_its_rules() -> None:
    assert countries.region_of("FR") == countries.region_of("DE") == "EU"
    assert countries.region_of("CH") == "CH"
    assert len(countries.EUROPEAN_UNION) == 27


def test_the_answer_for_the_buyer_s_country_stands_before_the_button(
    client: PageClient, uow: UnitOfWork
) -> None:
    product = make.product(uow, export_class="katsuobushi")
    uow.session.commit()
    path = f"/en/catalogue/{product.slug}"
    for country, word in (("TW", "may be sent"), ("TH", "on conditions"), ("CN", "may not be sent"),
                          ("FR", "not yet checked"), ("KR", "papers missing")):  # fmt: skip
        client.post("/en/export/destination", {"country": country})
        assert client.get(path).words("p.cluster a[href='#sending'] + .badge") == word
