"""The label's finer fields, from what is typed to what is kept and back."""

from typing import Any

import pytest

from core.errors import DomainError
from shop.catalogue import labels
from vendors.products import label_details

TYPED: dict[str, Any] = {
    "species": "カツオ | Katsuwonus pelamis\nマサバ",
    "ingredient_list": "かつお節 | 60 % | 静岡県 | fish_other\nしょうゆ | | | 大豆、小麦\n/\n調味料（アミノ酸）",
    "main_origin_kind": "area",
    "main_origin_text": "太平洋",
    "solid_g": 80,
    "min_c": None,
    "max_c": -18,
    "plant_name": "丸山水産",
    "plant_permit_no": "中保第7号",
    "plant_haccp": True,
}
KEPT: dict[str, Any] = {
    "species": [
        {"ja": "カツオ", "latin": "Katsuwonus pelamis"},
        {"ja": "マサバ", "latin": ""},
    ],
    "ingredient_list": [
        {
            "name": "かつお節",
            "percent": 60,
            "origin": "静岡県",
            "is_additive": False,
            "allergens": ["fish_other"],
        },
        {
            "name": "しょうゆ",
            "percent": None,
            "origin": "",
            "is_additive": False,
            "allergens": ["soy", "wheat"],
        },
        {
            "name": "調味料（アミノ酸）",
            "percent": None,
            "origin": "",
            "is_additive": True,
            "allergens": [],
        },
    ],
    "main_origin": {"kind": "area", "text": {"ja": "太平洋"}},
    "solid_g": 80,
    "keep_between": {"max_c": -18},
    "plant": {"name": "丸山水産", "permit_no": "中保第7号", "haccp": True},
}


def test_what_is_typed_is_kept_as_structure() -> None:
    assert label_details.details_of(TYPED, {}) == KEPT


def test_what_is_kept_is_typed_again_the_same() -> None:
    assert label_details.details_of(label_details.present(KEPT), KEPT) == KEPT


def test_the_ingredients_bring_their_allergens() -> None:
    assert labels.allergens_in(KEPT) == {"fish_other", "soy", "wheat"}


def test_an_origin_keeps_its_languages_while_the_japanese_stays() -> None:
    before = {"main_origin": {"kind": "area", "text": {"ja": "太平洋", "en": "Pacific"}}}
    kept = label_details.details_of(TYPED, before)["main_origin"]
    assert kept["text"] == {"ja": "太平洋", "en": "Pacific"}


@pytest.mark.parametrize("line", ["塩 | many", "塩 | 101", "塩 | 5 | 静岡 | dust"])
def test_a_line_that_cannot_be_read_is_refused(line: str) -> None:
    with pytest.raises(DomainError) as refused:
        label_details.details_of({**TYPED, "ingredient_list": line}, {})
    assert (refused.value.code, refused.value.field) == ("ingredient_wrong", "ingredient_list")
    assert refused.value.params == {"line": line}
