"""What programs of others read in our pages: structured data, languages, maps, robots."""

from typing import Any
from urllib.robotparser import RobotFileParser

import extruct
import pytest
from lxml import etree, html

from core.testing.client import PageClient
from core.unit_of_work import UnitOfWork
from i18n.translated import TextState
from shop.catalogue import service
from shop.catalogue.models import Product, ProductText
from tests.factories import shop as make

FORMS = ("ja", "en", "zh-Hant", "zh-Hans", "th", "ko")
BASE = "http://localhost"


@pytest.fixture
def product(uow: UnitOfWork) -> Product:
    """A product with a size that is there and one that is sold out."""
    made = make.product(uow, price=1480, weight_g=80, stock=3)
    big = service.VariantFacts(sku="BIG", price=2600, net_weight_g=200, shipping_weight_g=250)
    service.add_variant(uow, made, big)
    uow.session.commit()
    return made


def read(client: PageClient, path: str) -> dict[str, Any]:
    """The page as an independent library reads it."""
    return extruct.extract(
        client.http.get(path).get_data(as_text=True),
        base_url=BASE + path,
        syntaxes=["json-ld", "opengraph"],
        uniform=True,
    )


def of_type(found: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(item for item in found["json-ld"] if item["@type"] == kind)


@pytest.mark.parametrize("form", FORMS)
def test_offers_say_the_prices_and_the_stock_of_the_page(
    client: PageClient, product: Product, form: str
) -> None:
    path = f"/{form}/catalogue/{product.slug}"
    found, page = of_type(read(client, path), "Product"), client.get(path)
    prices = [int("".join(filter(str.isdecimal, one.text))) for one in page.all(".choice__price")]
    sold_out = [bool(box.get("disabled") is not None) for box in page.all(".choice input")]
    assert [int(offer["price"]) for offer in found["offers"]] == prices == [1480, 2600]
    assert [offer["availability"] for offer in found["offers"]] == [
        f"https://schema.org/{'SoldOut' if is_over else 'InStock'}" for is_over in sold_out
    ]
    assert sold_out == [False, True]
    assert {offer["priceCurrency"] for offer in found["offers"]} == {"JPY"}
    assert found["name"] == make.NAMES[form]
    assert found["url"] == BASE + path


def test_a_rating_is_told_only_where_there_are_reviews(
    client: PageClient, product: Product, uow: UnitOfWork
) -> None:
    path = f"/en/catalogue/{product.slug}"
    assert "aggregateRating" not in of_type(read(client, path), "Product")
    product.review_count, product.stars_total = 2, 9
    uow.session.commit()
    rating = of_type(read(client, f"{path}?again=1"), "Product")["aggregateRating"]
    assert (float(rating["ratingValue"]), int(rating["reviewCount"])) == (4.5, 2)


def test_what_is_not_sold_in_a_language_has_no_offer_in_it(
    client: PageClient, product: Product, uow: UnitOfWork
) -> None:
    text = uow.session.get_one(ProductText, {"locale": "th", "product_id": product.id})
    text.safety_state = TextState.STALE
    uow.session.commit()
    assert "offers" not in of_type(read(client, f"/th/catalogue/{product.slug}"), "Product")


def test_the_way_leads_through_pages_that_are_there(client: PageClient, product: Product) -> None:
    way = of_type(read(client, f"/ko/catalogue/{product.slug}"), "BreadcrumbList")
    steps = way["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    for step in steps:
        client.get(step["item"].removeprefix(BASE))


@pytest.mark.parametrize("form", FORMS)
def test_the_share_card_is_complete(client: PageClient, product: Product, form: str) -> None:
    path = f"/{form}/catalogue/{product.slug}"
    card = read(client, path)["opengraph"][0]
    assert (card["@type"], card["og:title"], card["og:url"]) == (
        "product",
        make.NAMES[form],
        BASE + path,
    )
    assert (card["product:price:amount"], card["product:price:currency"]) == ("1480", "JPY")


def links(client: PageClient, path: str) -> tuple[str, dict[str, str]]:
    """(canonical address, alternates by language) of a page."""
    tree = html.fromstring(client.http.get(path).get_data())
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    named = tree.xpath("//link[@rel='alternate'][@hreflang]")
    assert len(canonical) == 1
    return canonical[0], {link.get("hreflang"): link.get("href") for link in named}


def test_six_forms_name_each_other_and_themselves(client: PageClient, product: Product) -> None:
    pages = {form: links(client, f"/{form}/catalogue/{product.slug}") for form in FORMS}
    expected = {form: f"{BASE}/{form}/catalogue/{product.slug}" for form in FORMS}
    expected["x-default"] = expected["ja"]
    for form, (canonical, alternates) in pages.items():
        assert canonical == expected[form]
        assert alternates == expected


def test_a_query_does_not_make_another_page(client: PageClient, product: Product) -> None:
    canonical, _ = links(client, f"/en/catalogue/{product.slug}?utm_source=fair")
    assert canonical == f"{BASE}/en/catalogue/{product.slug}"


@pytest.mark.parametrize("form", FORMS)
def test_the_map_of_a_language_holds_the_page_with_its_alternates(
    client: PageClient, product: Product, form: str
) -> None:
    names = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    index = etree.fromstring(client.http.get("/sitemap.xml").get_data())
    assert f"{BASE}/sitemap-{form}.xml" in index.xpath("//s:loc/text()", namespaces=names)
    tree = etree.fromstring(client.http.get(f"/sitemap-{form}.xml").get_data())
    path = f"/{form}/catalogue/{product.slug}"
    (row,) = tree.xpath(f"//s:url[s:loc='{BASE}{path}']", namespaces=names)
    in_map = {
        link.get("hreflang"): link.get("href") for link in row.xpath("x:link", namespaces=names)
    }
    assert in_map == links(client, path)[1]


def test_robots_may_read_goods_and_nothing_personal(client: PageClient, product: Product) -> None:
    rules = RobotFileParser()
    rules.parse(client.http.get("/robots.txt").get_data(as_text=True).splitlines())
    for form in FORMS:
        assert rules.can_fetch("Googlebot", f"{BASE}/{form}/catalogue/{product.slug}")
        for place in ("cart/recipients", "checkout", "office/orders", "city"):
            assert not rules.can_fetch("Googlebot", f"{BASE}/{form}/{place}"), place
    assert rules.site_maps() == [f"{BASE}/sitemap.xml"]
