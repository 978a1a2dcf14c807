"""The sample market's content: complete, in six written forms, safe to show."""

from collections import Counter
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from shop.sample.checks import ALLERGENS, MARK, check, every_text
from shop.sample.content import load, seed_of
from shop.sample.drawings import draw, draw_storefront
from shop.sample.market import Product, SampleMarket
from shop.sample.reading import FORMS, ContentError, Reader, read_list
from shop.sample.scripts import (
    SIMPLIFIED_ONLY,
    TRADITIONAL_ONLY,
    foreign_characters,
    is_own_script,
)


@pytest.fixture(scope="module")
def market() -> SampleMarket:
    return load()


def changed(market: SampleMarket, **changes: object) -> list[str]:
    first = replace(market.products[0], **changes)
    return check(replace(market, products=(first, *market.products[1:])))


def test_the_market_is_as_large_as_promised(market: SampleMarket) -> None:
    assert len(market.businesses) >= 16
    assert len(market.products) >= 120
    assert 10 <= sum(category.parent is None for category in market.categories) <= 14


def test_nothing_is_at_fault(market: SampleMarket) -> None:
    assert check(market) == []


def test_every_text_has_six_forms_in_order(market: SampleMarket) -> None:
    assert {tuple(texts) for _, texts in every_text(market)} == {FORMS}


def test_every_business_sells_and_every_shelf_is_stocked(market: SampleMarket) -> None:
    sold = Counter(product.business for product in market.products)
    assert [b.key for b in market.businesses if sold[b.key] < 1] == []
    shelves = {product.category for product in market.products}
    parents = {c.parent for c in market.categories if c.key in shelves}
    assert [c.key for c in market.categories if c.key not in shelves | parents] == []


def test_only_members_of_the_cooperative_use_its_mark(market: SampleMarket) -> None:
    members = {b.key for b in market.businesses if b.cooperative_member}
    users = {p.business for p in market.products if MARK.search(p.name["ja"])}
    assert users
    assert users <= members


def test_tuna_is_written_as_each_chinese_reader_writes_it(market: SampleMarket) -> None:
    texts = [texts for _, texts in every_text(market)]
    assert [t["zh-Hant"] for t in texts if "金槍魚" in t["zh-Hant"]] == []
    assert [t["zh-Hans"] for t in texts if "鲔" in t["zh-Hans"]] == []


def test_all_three_temperatures_are_sold(market: SampleMarket) -> None:
    bands = Counter(product.temperature for product in market.products)
    assert set(bands) == {"ambient", "chilled", "frozen"}


def test_ingredients_read_as_a_label_in_each_language(market: SampleMarket) -> None:
    words = market.vocabulary
    assert words.ingredients_text(["skipjack", "salt"], "ja") == "かつお、食塩"
    assert words.ingredients_text(["skipjack", "salt"], "en") == "skipjack tuna, salt"
    assert words.ingredients_text(["tuna"], "zh-Hant") == "鮪魚"
    assert words.ingredients_text(["tuna"], "zh-Hans") == "金枪鱼"
    assert words.additives_text([], "ko") == ""


def test_an_allergen_left_off_the_label_is_a_fault(market: SampleMarket) -> None:
    label = replace(market.products[0].label, allergens=())
    assert [f for f in changed(market, label=label) if "the label is silent" in f]


def test_a_traditional_character_in_simplified_text_is_a_fault(market: SampleMarket) -> None:
    name = dict(market.products[0].name) | {"zh-Hans": "鮪魚"}
    sku = market.products[0].sku
    assert changed(market, name=name) == [f"product {sku}: “鮪魚” does not belong in zh-Hans"]


def test_an_unknown_category_is_a_fault(market: SampleMarket) -> None:
    sku = market.products[0].sku
    assert changed(market, category="toys") == [f"product {sku}: “toys” is not known"]


def test_a_sku_used_twice_is_a_fault(market: SampleMarket) -> None:
    assert [f for f in changed(market, sku=market.products[1].sku) if "used twice" in f]


def test_the_mark_on_another_makers_product_is_a_fault(market: SampleMarket) -> None:
    name = dict(market.products[0].name) | {"ja": "焼津鰹節"}
    faults = changed(market, name=name)
    assert [f for f in faults if f.endswith("belongs to members of the cooperative")]


@pytest.mark.parametrize(
    ("form", "text", "foreign"),
    [
        ("zh-Hant", "金枪鱼", "枪鱼"),
        ("zh-Hans", "醬油", "醬"),
        ("en", "Tuna ทูน่า", "ทูน่า"),
        ("ko", "참치 まぐろ", "まぐろ"),
        ("th", "ปลา 魚", "魚"),
        ("ja", "まぐろ・マグロ", ""),
    ],
)
def test_foreign_characters_are_found(form: str, text: str, foreign: str) -> None:
    assert foreign_characters(form, text) == foreign


def test_english_copied_into_thai_is_not_thai() -> None:
    assert is_own_script("th", "Tuna") is False
    assert is_own_script("th", "ทูน่า") is True


def test_the_two_character_lists_pair_up() -> None:
    assert len(TRADITIONAL_ONLY) == len(SIMPLIFIED_ONLY)
    assert set(TRADITIONAL_ONLY) & set(SIMPLIFIED_ONLY) == set()


def test_a_missing_form_is_named_by_its_place() -> None:
    entry = Reader({"name": {"ja": "鮪"}}, "tuna.json[0]")
    with pytest.raises(ContentError, match=r"tuna\.json\[0\]/name: exactly ja, en"):
        entry.texts("name")


@pytest.mark.parametrize("value", [True, -1, "3", 1.5, None])
def test_a_price_that_is_no_whole_number_is_refused(value: object) -> None:
    with pytest.raises(ContentError, match="price_yen"):
        Reader({"price_yen": value}, "x").whole("price_yen")


def test_a_file_that_is_no_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "products.json"
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(ContentError, match="must be a list"):
        read_list(path)


def pictures(products: tuple[Product, ...]) -> dict[str, str]:
    return {p.sku: draw(p.drawing, seed=seed_of(p.sku)) for p in products}


def test_every_product_has_a_picture_of_its_own(market: SampleMarket) -> None:
    drawn = pictures(market.products)
    assert len(set(drawn.values())) == len(market.products)
    assert {sku: len(p) for sku, p in drawn.items() if len(p) > 16_000} == {}
    for sku, picture in drawn.items():
        assert ET.fromstring(picture).tag.endswith("svg"), sku


def test_products_of_one_shelf_differ_by_facts_and_not_by_seed_alone(market: SampleMarket) -> None:
    asked = Counter(
        (p.category, p.drawing.shape, p.drawing.ground, tuple(p.drawing.facts.items()))
        for p in market.products
    )
    assert [facts for facts, count in asked.items() if count > 1] == []


def test_every_business_has_a_scene(market: SampleMarket) -> None:
    for business in market.businesses:
        scene = business.drawing
        picture = draw_storefront(
            scene.scene, motif=scene.motif, cloth=scene.cloth, seed=seed_of(business.key)
        )
        assert len(picture) < 40_000, business.key


def test_allergens_of_the_market_are_known(market: SampleMarket) -> None:
    used = {a for p in market.products for a in (*p.label.allergens, *p.label.may_contain)}
    assert used <= ALLERGENS
    assert {"shrimp", "mackerel", "fish_other", "soy", "wheat", "walnut"} <= used
