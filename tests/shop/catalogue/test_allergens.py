"""Allergens are kept as keys and said per destination."""

from datetime import date

import pytest

from shop.catalogue import allergens

TODAY = date(2026, 11, 2)


def said(keys: list[str], destination: str, day: date = TODAY) -> list[str]:
    return [str(one) for one in allergens.declared(keys, destination, day, "en")]


def test_japan_names_nine_and_recommends_twenty() -> None:
    kinds = [one.japan_class(TODAY) for one in allergens.by_key().values()]
    assert (kinds.count("mandatory"), kinds.count("recommended")) == (9, 20)


def test_fish_is_no_allergen_in_japan_and_one_abroad() -> None:
    assert said(["fish_other"], "JP") == []
    for destination in ("FR", "GB", "US", "TW", "TH", "HK", "CN"):
        assert said(["fish_other"], destination) == ["Fish"], destination


@pytest.mark.parametrize(
    ("destination", "expected"),
    [
        ("JP", ["Mackerel", "Squid", "Shrimp / prawn"]),
        ("DE", ["Fish (Mackerel)", "Molluscs (Squid)", "Crustaceans (Shrimp / prawn)"]),
        ("US", ["Fish (Mackerel)", "Crustaceans (Shrimp / prawn)"]),
        ("KR", ["Mackerel", "Squid", "Shrimp / prawn"]),
    ],
)
def test_each_list_has_its_own_classes(destination: str, expected: list[str]) -> None:
    assert said(["mackerel", "squid", "shrimp"], destination) == expected


def test_where_no_list_is_known_everything_is_said() -> None:
    assert said(["buckwheat", "fish_other"], "BR") == ["Buckwheat", "Fish"]


def test_walnut_was_recommended_and_is_mandatory_since_2023() -> None:
    walnut = allergens.by_key()["walnut"]
    assert walnut.japan_class(date(2023, 3, 8)) == "recommended"
    assert walnut.japan_class(date(2023, 3, 9)) == "mandatory"


def test_every_allergen_has_a_name_in_every_written_form() -> None:
    forms = {"ja", "en", "zh-Hant", "zh-Hans", "th", "ko"}
    assert {
        key: set(a.names) for key, a in allergens.by_key().items() if set(a.names) != forms
    } == {}
