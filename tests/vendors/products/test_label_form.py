"""Between the label's form and the label as it is kept."""

from decimal import Decimal
from typing import Any

from core.unit_of_work import UnitOfWork
from tests.factories import shop
from vendors.products import label_form

EMPTY: dict[str, Any] = {
    "kind": "processed", "net_content": "", "date_kind": "", "catch_area": "", "landing_port": "",
    "raw_use": "", "is_farmed": False, "is_thawed": False, "alcohol_percent": None,
    "responsible_kind": "maker", "responsible_name": "", "responsible_address": "",
    "nutrition_per": "", "kcal": None, "protein": None, "fat": None, "carbohydrate": None,
    "salt": None, "is_estimated": False,
}  # fmt: skip
FULL: dict[str, Any] = {
    "kind": "liquor", "net_content": 720, "date_kind": "best_before", "catch_area": "駿河湾",
    "landing_port": "焼津港", "raw_use": "raw", "is_farmed": True, "is_thawed": True,
    "alcohol_percent": 15.5,
    "responsible": {"kind": "seller", "name": "丸山", "address": "焼津市"},
    "nutrition": {"kcal": 103, "salt": 0.5, "per": "100 ml", "estimated": True},
}  # fmt: skip


def test_nothing_written_is_nothing_kept() -> None:
    assert label_form.label_of(EMPTY, {}) == {"kind": "processed"}


def test_a_label_survives_its_form(uow: UnitOfWork) -> None:
    product = shop.product(uow, label=FULL)
    assert label_form.label_of(label_form.present(product), FULL) == FULL


def test_what_the_form_does_not_ask_stays() -> None:
    assert label_form.label_of(EMPTY, {"brand_code": 8, "net_content": 3}) == {
        "kind": "processed",
        "brand_code": 8,
    }


def test_grams_are_numbers_and_words_stay_words() -> None:
    for written, kept in [("80", 80), (" 80 ", 80), ("3個", "3個")]:
        label = label_form.label_of({**EMPTY, "net_content": written}, {})
        assert label["net_content"] == kept


def test_numbers_are_kept_as_json_has_them() -> None:
    label = label_form.label_of({**EMPTY, "kcal": Decimal("103.0"), "salt": Decimal("0.5")}, {})
    assert label["nutrition"] == {"kcal": 103, "salt": 0.5}


def test_a_place_keeps_its_languages_while_the_japanese_stays() -> None:
    bay = {"ja": "駿河湾", "en": "Suruga Bay"}
    same = label_form.label_of({**EMPTY, "catch_area": "駿河湾"}, {"catch_area": bay})
    assert same["catch_area"] == bay
    other = label_form.label_of({**EMPTY, "catch_area": "相模湾"}, {"catch_area": bay})
    assert other["catch_area"] == {"ja": "相模湾"}
    assert "catch_area" not in label_form.label_of(EMPTY, {"catch_area": bay})


def test_an_earlier_no_stays_a_no() -> None:
    assert label_form.label_of(EMPTY, {"is_farmed": False})["is_farmed"] is False
    assert "is_farmed" not in label_form.label_of(EMPTY, {})


def test_plain_words_of_an_importer_are_shown(uow: UnitOfWork) -> None:
    product = shop.product(uow, label={"responsible": "製造者 丸山"})
    assert label_form.present(product)["responsible_name"] == "製造者 丸山"
