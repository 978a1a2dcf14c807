"""The shelves and the product pages, as a reader sees them."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, event, select

from core.testing.client import PageClient, PageView
from core.unit_of_work import UnitOfWork
from core.web import versions
from i18n.translated import TextState
from shop.catalogue import service
from shop.catalogue.models import ProductState, ProductText, TaxClass, Temperature
from shop.stock import service as stock
from shop.storefronts.models import StorefrontText
from tests.factories import shop as make

FORMS = ("ja", "en", "zh-Hant", "zh-Hans", "th", "ko")
LABEL = {
    "kind": "processed",
    "net_content": 100,
    "date_kind": "best_before",
    "responsible": {"kind": "maker", "name": "丸山鰹節店", "address": "静岡県焼津市"},
    "nutrition": {"per": "100 g", "kcal": 351, "protein": 75.7, "salt": 1.2},
}


@contextmanager
def statements(engine: Engine) -> Iterator[list[str]]:
    """What is asked of the database, apart from page versions and transactions."""
    asked: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if statement.lstrip().startswith("SELECT") and "core_page_versions" not in statement:
            asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


def names_on(page: PageView) -> list[str]:
    return [link.text_content().strip() for link in page.all(".product-card__name a")]


def structured(page: PageView, kind: str) -> dict[str, Any]:
    found = [json.loads(s.text) for s in page.all("script[type='application/ld+json']")]
    return next(part for part in found if part["@type"] == kind)


def test_a_list_shows_name_price_unit_price_and_maker(client: PageClient, uow: UnitOfWork) -> None:
    make.product(uow, price=1480, weight_g=80)
    uow.session.commit()
    page = client.get("/en/catalogue")
    assert page.words(".product-card__name") == "Shaved katsuobushi"
    assert page.words(".product-card__origin") == "本枯節 削りぶし"
    assert page.words(".price") == "¥1,480 ¥1,850 per 100 g"
    assert page.words(".product-card__maker") == "丸山鰹節店"
    assert page.one(".product-card__origin").get("lang") == "ja"


def test_drafts_and_goods_of_closed_storefronts_are_not_listed(
    client: PageClient, uow: UnitOfWork
) -> None:
    draft = make.product(uow, state=ProductState.DRAFT)
    closed = make.product(uow)
    closed_shop = uow.session.get_one(make.Storefront, closed.organisation_id)
    closed_shop.state = make.StorefrontState.SUSPENDED
    uow.session.commit()
    assert client.get("/en/catalogue").all(".product-card") == []
    client.get(f"/en/catalogue/{draft.slug}", status=404)
    client.get(f"/en/catalogue/{closed.slug}", status=404)


def test_filters_narrow_the_list_and_say_how_many(client: PageClient, uow: UnitOfWork) -> None:
    shop, tea = make.storefront(uow, slug="maruyama"), make.category(uow, key="tea")
    make.product(uow, names={"en": "Green tea"}, shelf=tea)
    make.product(uow, names={"en": "Ice mikan"}, shop=shop, temperature=Temperature.FROZEN)
    service.recount(uow)
    uow.session.commit()
    assert names_on(client.get("/en/catalogue?category=tea")) == ["Green tea"]
    assert names_on(client.get("/en/catalogue?business=maruyama")) == ["Ice mikan"]
    frozen = client.get("/en/catalogue?temperature=frozen")
    assert names_on(frozen) == ["Ice mikan"]
    assert frozen.words("[data-count]") == "1 product"
    assert names_on(client.get("/en/catalogue?category=tea&temperature=frozen")) == []
    assert len(names_on(client.get("/en/catalogue?temperature=boiling&sort=odd"))) == 2


def test_pages_follow_one_another_by_key_without_gap_or_repeat(
    client: PageClient, uow: UnitOfWork
) -> None:
    shop, shelf = make.storefront(uow), make.category(uow)
    for number in range(53):
        make.product(
            uow, shop=shop, shelf=shelf, names={"en": f"Can {number}"}, price=100 + number // 3
        )
    uow.session.commit()
    for sort in ("newest", "price", "popular"):
        seen, path = [], f"/en/catalogue?sort={sort}"
        pages = []
        while path:
            page = client.get(path)
            pages.append(names_on(page))
            seen += pages[-1]
            following = page.all("a[rel=next]")
            path = following[0].get("href") if following else ""
            last = page
        assert [len(part) for part in pages] == [24, 24, 5]
        assert sorted(seen) == sorted(f"Can {number}" for number in range(53))
        back = client.get(last.one("a[rel=prev]").get("href"))
        assert names_on(back) == pages[1]


@pytest.mark.parametrize("path", ["/th/catalogue", "/th/catalogue/{slug}", "/th/"])
def test_a_page_asks_the_database_six_times_at_most_however_many_goods(
    client: PageClient, uow: UnitOfWork, engine: Engine, path: str
) -> None:
    shop, shelf = make.storefront(uow), make.category(uow)
    goods = [make.product(uow, shop=shop, shelf=shelf, season=[11]) for _ in range(3)]
    uow.session.commit()
    for path_once in ("/th/storefronts", f"/th/catalogue/{goods[2].slug}"):
        client.get(path_once)  # what every server asks once
    with statements(engine) as few:
        client.get(path.format(slug=goods[0].slug))
    for _ in range(40):
        make.product(uow, shop=make.storefront(uow), shelf=shelf, season=[11])
    uow.session.commit()
    with statements(engine) as many:
        client.get(path.format(slug=goods[1].slug) + "?fresh=1")
    assert len(many) <= len(few) <= 6, "\n\n".join(few)


def test_makers_and_shelves_are_remembered_until_they_change(
    client: PageClient, uow: UnitOfWork, engine: Engine
) -> None:
    product = make.product(uow)
    uow.session.commit()
    client.get("/en/catalogue")
    with statements(engine) as asked:
        client.get("/en/catalogue?another=1")
    assert not any("shop_categories.names" in one or "storefront_texts" in one for one in asked)
    texts = uow.session.scalars(select(StorefrontText).where(StorefrontText.locale == "en"))
    text = next(t for t in texts if t.storefront_id == product.organisation_id)
    text.name = "Another name"
    versions.bump(uow, "storefronts")
    uow.session.commit()
    assert "Another name" in client.get("/en/catalogue?another=2").text


def test_a_kept_list_is_exact_after_a_price_change(client: PageClient, uow: UnitOfWork) -> None:
    product = make.product(uow, price=1000)
    uow.session.commit()
    assert "¥1,000" in client.get("/en/catalogue").text
    service.change_price(uow, product, make.variant(uow, product), 1250)
    uow.session.commit()
    assert "¥1,250" in client.get("/en/catalogue").text
    assert "¥1,250" in client.get(f"/en/catalogue/{product.slug}").text


def test_a_kept_product_page_is_exact_after_the_last_one_is_promised(
    client: PageClient, uow: UnitOfWork
) -> None:
    product = make.product(uow, stock=1)
    uow.session.commit()
    path = f"/en/catalogue/{product.slug}"
    assert "only 1 left" in client.get(path).text
    variant = make.variant(uow, product)
    stock.reserve(uow, reference="a purchase", quantities={variant.id: 1}, until=None)
    uow.session.commit()
    assert "Sold out for now." in client.get(path).text
    assert "Sold out" in client.get("/en/catalogue").text


def test_a_text_in_another_language_is_marked(client: PageClient, uow: UnitOfWork) -> None:
    product = make.product(uow, names={"ja": "なまり節"})
    uow.session.commit()
    card = client.get("/th/catalogue").one(".product-card__name a span[lang]")
    assert (card.get("lang"), card.text) == ("ja", "なまり節")
    page = client.get(f"/th/catalogue/{product.slug}")
    assert page.one("h1 span[lang]").get("lang") == "ja"
    assert len(page.all("h1 .fallback-note")) == 1


def test_goods_whose_label_is_not_reviewed_in_a_language_are_not_sold_in_it(
    client: PageClient, uow: UnitOfWork
) -> None:
    product = make.product(uow)
    thai = uow.session.get_one(ProductText, {"locale": "th", "product_id": product.id})
    thai.safety_state, thai.storage = TextState.DRAFT, "แช่เย็น"
    uow.session.get_one(ProductText, {"locale": "ja", "product_id": product.id}).storage = "要冷蔵"
    uow.session.commit()
    page = client.get(f"/th/catalogue/{product.slug}")
    assert page.all(".buy button") == []
    offered = [link.get("href") for link in page.all(".buy .banner--warn a")]
    assert offered == [f"/{form}/catalogue/{product.slug}" for form in FORMS if form != "th"]
    assert "แช่เย็น" not in page.text
    assert [s.get("lang") for s in page.all(".facts dd span[lang]") if s.text == "要冷蔵"] == ["ja"]
    assert len(client.get(f"/en/catalogue/{product.slug}").all(".buy-bar")) == 1


def said(page: PageView, group: str) -> list[str]:
    return [line.text_content() for line in page.all(f"[data-allergens={group}] li")]


def test_katsuobushi_says_fish_to_a_reader_in_bangkok_or_paris(
    client: PageClient, uow: UnitOfWork
) -> None:
    product = make.product(uow, allergens=["fish_other"], may_contain=["shrimp"], label=LABEL)
    uow.session.commit()
    page = client.get(f"/en/catalogue/{product.slug}")
    assert (said(page, "named"), said(page, "others")) == ([], ["Fish"])
    client.post("/en/export/destination", {"country": "FR", "next": "/en/"})
    page = client.get(f"/en/catalogue/{product.slug}")
    assert (said(page, "named"), said(page, "others")) == (["Fish"], [])
    assert said(page, "traces") == ["Crustaceans (Shrimp / prawn)"]
    client.post("/en/export/destination", {"country": "TH", "next": "/en/"})
    assert said(client.get(f"/en/catalogue/{product.slug}"), "named") == ["Fish"]
    rules = {
        row.findtext("dt"): row.findtext("dd") for row in page.all("#allergens-abroad .facts > div")
    }
    assert rules["Japan"] == "none that must be named"
    assert rules["Thailand"] == "Fish"


def test_a_country_whose_list_is_not_known_is_told_everything(
    client: PageClient, uow: UnitOfWork
) -> None:
    product = make.product(uow, allergens=["fish_other", "buckwheat"])
    uow.session.commit()
    client.post("/en/export/destination", {"country": "AE", "next": "/en/"})
    page = client.get(f"/en/catalogue/{product.slug}")
    assert (said(page, "named"), said(page, "others")) == (["Fish", "Buckwheat"], [])


def test_every_size_says_its_price_and_what_it_is_compared_by(
    client: PageClient, uow: UnitOfWork
) -> None:
    product = make.product(uow, price=1480, weight_g=80)
    big = service.VariantFacts(sku="BIG", price=2600, net_weight_g=200, shipping_weight_g=250)
    service.add_variant(uow, product, big)
    uow.session.commit()
    page = client.get(f"/en/catalogue/{product.slug}")
    hints = [" ".join(hint.text_content().split()) for hint in page.all(".choice__hint")]
    assert hints == ["¥1,480 ¥1,850 per 100 g", "¥2,600 ¥1,300 per 100 g · Sold out"]
    assert [" ".join(one.text_content().split()) for one in page.all(".buy-bar .price")] == [
        "¥1,480 tax included ¥1,850 per 100 g",
        "¥2,600 tax included ¥1,300 per 100 g",
    ]


def test_alcohol_is_said_beside_its_price_everywhere(client: PageClient, uow: UnitOfWork) -> None:
    product = make.product(uow, tax_class=TaxClass.ALCOHOL)
    uow.session.commit()
    notice = "Alcohol is not sold to anybody under 20."
    page = client.get(f"/en/catalogue/{product.slug}")
    assert page.words(".buy .alcohol-notice--large") == notice
    assert len(page.all(".buy > .offer-prices .price--even")) == 1
    assert client.get("/en/catalogue").words(".product-card .alcohol-notice") == notice


def test_alcohol_without_a_licence_on_file_has_no_button(
    client: PageClient, uow: UnitOfWork
) -> None:
    shop = make.storefront(uow)
    shop.licences = {}
    product = make.product(uow, shop=shop, tax_class=TaxClass.ALCOHOL)
    uow.session.commit()
    page = client.get(f"/en/catalogue/{product.slug}")
    assert page.all(".buy button") == []
    assert "licence of this business to sell alcohol is not on file" in page.text


def test_the_label_is_read_line_by_line(client: PageClient, uow: UnitOfWork) -> None:
    product = make.product(uow, label=LABEL, shelf_life_days=180)
    uow.session.commit()
    page = client.get(f"/en/catalogue/{product.slug}")
    lines = {row.findtext("dt"): row.findtext("dd") for row in page.all("#label .facts > div")}
    assert lines == {
        "Net content": "100 g",
        "Kind of date": "Best before",
        "Manufacturer": "丸山鰹節店 静岡県焼津市",
        "Nutrition facts": "Per 100 g: Energy 351 kcal, Protein 75.7 g, and Salt equivalent 1.2 g",
        "Keeps": "180 days from making. The date itself is of the lot, and stands on the package.",
    }


def test_the_finer_fields_of_the_label_are_read_too(client: PageClient, uow: UnitOfWork) -> None:
    finer = {
        "kind": "processed",
        "species": [{"ja": "カツオ", "latin": "Katsuwonus pelamis"}],
        "ingredient_list": [
            {
                "name": "かつお",
                "percent": 60,
                "origin": "静岡県",
                "is_additive": False,
                "allergens": [],
            }
        ],
        "main_origin": {"kind": "area", "text": {"ja": "太平洋", "en": "Pacific Ocean"}},
        "solid_g": 80,
        "starch_percent": 4.5,
        "keep_between": {"max_c": -18},
        "plant": {"name": "丸山水産", "permit_no": "中保第7号", "haccp": True},
    }
    product = make.product(uow, label=finer)
    uow.session.commit()
    page = client.get(f"/en/catalogue/{product.slug}")
    lines = {row.findtext("dt"): row.findtext("dd") for row in page.all("#label .facts > div")}
    assert lines == {
        "Species": "カツオ (Katsuwonus pelamis)",
        "Shares and origins of the ingredients": "かつお (60 %, 静岡県)",
        "Origin of the main ingredient": "Pacific Ocean",
        "Net content": "100 g",
        "Weight without the liquid": "80 g",
        "Starch": "4.5 %",
        "Keep at": "-18 °C or colder",
        "Plant": "丸山水産 / Permit: 中保第7号 / HACCP",
    }


def test_search_engines_read_product_offers_and_the_way(
    client: PageClient, uow: UnitOfWork
) -> None:
    shelf = make.category(uow, key="bushi")
    product = make.product(uow, price=1480, shelf=shelf)
    second = service.VariantFacts(sku="BIG", price=2600, net_weight_g=200, shipping_weight_g=250)
    service.add_variant(uow, product, second)
    uow.session.commit()
    page = client.get(f"/ko/catalogue/{product.slug}")
    found = structured(page, "Product")
    assert found["name"] == "가쓰오부시"
    assert [(o["sku"], o["price"], o["priceCurrency"]) for o in found["offers"]] == [
        (make.variant(uow, product).sku, "1480", "JPY"),
        ("BIG", "2600", "JPY"),
    ]
    assert [o["availability"].rsplit("/", 1)[1] for o in found["offers"]] == ["InStock", "SoldOut"]
    way = structured(page, "BreadcrumbList")["itemListElement"]
    assert [step["position"] for step in way] == [1, 2, 3]
    assert way[2]["item"] == f"http://localhost/ko/catalogue/{product.slug}"
    assert page.one("link[rel=canonical]").get("href") == way[2]["item"]
    assert len(page.all("link[rel=alternate][hreflang]")) == 7
    assert page.one("meta[property='product:price:amount']").get("content") == "1480"


def test_words_of_a_business_cannot_break_out_of_the_structured_data(
    client: PageClient, uow: UnitOfWork
) -> None:
    product = make.product(uow, names={"en": "</script><script>alert(1)</script>"})
    uow.session.commit()
    page = client.get(f"/en/catalogue/{product.slug}")
    assert structured(page, "Product")["name"] == "</script><script>alert(1)</script>"


def test_the_seasonal_shelf_follows_the_month(client: PageClient, uow: UnitOfWork) -> None:
    product = make.product(uow, season=[11])
    other = make.product(uow, season=[5])
    uow.session.commit()
    cards = client.get("/en/catalogue").all(".product-card")
    season = {
        card.cssselect("a")[0].get("href").rsplit("/", 1)[1]: "In season" in card.text_content()
        for card in cards
    }
    assert season == {product.slug: True, other.slug: False}
