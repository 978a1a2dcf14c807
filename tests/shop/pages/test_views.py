"""What everybody can read, and the doors outside the languages."""

import json

import pytest
from lxml import etree

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from i18n.locales import CODES
from shop.catalogue import service
from shop.catalogue.models import ProductState
from shop.pages.queries import STANDING
from tests.factories import shop as make

SPACES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.mark.parametrize("code", CODES)
def test_every_standing_page_can_be_read_in_every_language(client: PageClient, code: str) -> None:
    for path in STANDING:
        page = client.get(f"/{code}/{path}")
        assert page.tree.get("lang") == code
        assert page.one("title").text.startswith(page.words("h1"))


@pytest.mark.parametrize(
    ("asks", "gets"),
    [
        ("th-TH,th;q=0.9,en;q=0.5", "th"),
        ("zh-TW", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("fr,de;q=0.5", "en"),
        ("", "ja"),
    ],
)
def test_the_door_leads_to_the_visitors_language(client: PageClient, asks: str, gets: str) -> None:
    page = client.get("/?utm_source=x", status=302, headers={"Accept-Language": asks})
    assert page.location == f"/{gets}/?utm_source=x"
    assert "Accept-Language" in page.response.headers["Vary"]


def test_the_first_page_shows_what_came_in_what_is_in_season_and_who_makes_it(
    client: PageClient, uow: UnitOfWork
) -> None:
    shop = make.storefront(uow, name="丸山鰹節店", slug="maruyama")
    for number in range(10):
        season = [11] if number < 2 else [5]
        make.product(uow, shop=shop, names={"en": f"Can {number}"}, season=season)
    service.recount(uow)
    uow.session.commit()
    page = client.get("/en/")
    newest = page.tree.xpath("//section[@aria-labelledby='newest']//h3/a/text()")
    assert newest == [f"Can {number}" for number in range(9, 1, -1)]
    season = page.tree.xpath("//section[@aria-labelledby='season']//h3/a/text()")
    assert season == ["Can 1", "Can 0"]
    makers = page.tree.xpath("//section[@aria-labelledby='makers']//h3/a/@href")
    assert makers == ["/en/storefronts/maruyama"]
    assert "Taiwan" in page.tree.xpath("string(//section[@aria-labelledby='places'])")


def test_an_empty_market_has_a_first_page(client: PageClient) -> None:
    assert client.get("/ko/").all(".product-card") == []


def test_the_sitemap_names_every_page_once_in_every_language(
    client: PageClient, uow: UnitOfWork
) -> None:
    shelf = make.category(uow, key="tea")
    product = make.product(uow, shelf=shelf)
    hidden = make.product(uow, state=ProductState.DRAFT)
    service.recount(uow)
    uow.session.commit()
    index = etree.fromstring(client.http.get("/sitemap.xml").get_data())
    maps = index.xpath("//s:loc/text()", namespaces=SPACES)
    assert maps == [f"http://localhost/sitemap-{code}.xml" for code in CODES]
    answer = client.http.get("/sitemap-th.xml")
    assert answer.mimetype == "application/xml"
    one = etree.fromstring(answer.get_data())
    places = one.xpath("//s:loc/text()", namespaces=SPACES)
    assert len(places) == len(set(places))
    assert f"http://localhost/th/catalogue/{product.slug}" in places
    assert "http://localhost/th/catalogue?category=tea" in places
    assert not any(place.endswith(hidden.slug) for place in places)
    first = one.xpath("//s:url", namespaces=SPACES)[0]
    links = {
        link.get("hreflang"): link.get("href") for link in first.xpath("x:link", namespaces=SPACES)
    }
    assert links == {
        **{code: f"http://localhost/{code}/" for code in CODES},
        "x-default": "http://localhost/ja/",
    }
    assert client.http.get("/sitemap-xx.xml").status_code == 404


def test_the_sitemap_is_exact_after_a_product_is_taken_off_sale(
    client: PageClient, uow: UnitOfWork
) -> None:
    product = make.product(uow)
    uow.session.commit()
    assert product.slug.encode() in client.http.get("/sitemap-en.xml").get_data()
    service.archive(uow, product)
    uow.session.commit()
    assert product.slug.encode() not in client.http.get("/sitemap-en.xml").get_data()


def test_robots_find_the_map_and_leave_personal_pages_alone(client: PageClient) -> None:
    text = client.http.get("/robots.txt").get_data(as_text=True)
    assert "Sitemap: http://localhost/sitemap.xml" in text.splitlines()
    closed = {f"Disallow: /{code}/{place}" for code in CODES for place in ("cart/", "checkout")}
    assert closed < set(text.splitlines())
    assert "Disallow: /ja/cart" not in text.splitlines()


def test_browsers_get_their_own_files(client: PageClient) -> None:
    assert client.http.get("/favicon.ico").mimetype == "image/svg+xml"
    manifest = json.loads(client.http.get("/manifest.webmanifest").get_data())
    assert manifest["start_url"] == "/"


def test_what_the_operator_has_not_given_is_said_so(client: PageClient) -> None:
    page = client.get("/en/pages/law")
    given = {row.findtext("dt"): row.findtext("dd") for row in page.all(".facts > div")}
    assert given["Operator of the market"] == "Not given yet"
    assert "8 days" in given["Cancelling and returns"]


def test_an_unknown_page_offers_a_search_in_the_readers_language(client: PageClient) -> None:
    page = client.get("/th/nowhere", status=404)
    assert page.tree.get("lang") == "th"
    assert page.one("form[role=search]").get("action") == "/th/search"


def test_the_first_page_says_from_the_start_where_goods_go(client: PageClient) -> None:
    at_home = client.get("/ja/").one(".hero__ways a[href='#places']")
    abroad = client.get("/zh-Hant/").one(".hero__ways a[href='#places']")
    assert "台灣" not in at_home.text_content()
    assert "台灣" in abroad.text_content()
