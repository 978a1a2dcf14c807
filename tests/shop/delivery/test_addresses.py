"""Addresses in each destination's own form."""

import pytest

from core.text import use_locale
from shop.delivery import addresses
from shop.delivery.restrictions import destinations

YAIZU = {
    "family_name": "鈴木",
    "given_name": "花子",
    "postal_code": "４２５０００１",
    "region": "静岡県",
    "city": "焼津市",
    "street": "浜当目1-2-3",
    "phone": "０５４ー１２３ー４５６７",
}
BANGKOK = {
    "given_name": "สมชาย",
    "family_name": "ใจดี",
    "street": "99 ถนนสุขุมวิท",
    "city": "คลองตัน คลองเตย",
    "region": "กรุงเทพมหานคร",
    "postal_code": "10110",
    "phone": "+66 2 123 4567",
}


def test_a_japanese_address_keeps_its_city_and_is_narrowed() -> None:
    kept = addresses.tidy("JP", YAIZU)
    assert kept["postal_code"] == "425-0001"
    assert kept["phone"] == "054-123-4567"
    assert addresses.problems("JP", kept) == []
    assert addresses.written("JP", kept) == [
        "〒425-0001",
        "静岡県焼津市浜当目1-2-3",
        "鈴木 花子",
    ]
    assert addresses.full_name("JP", kept) == "鈴木 花子"


def test_a_thai_address_is_written_its_own_way() -> None:
    kept = addresses.tidy("TH", BANGKOK)
    assert addresses.problems("TH", kept) == []
    assert addresses.written("TH", kept) == [
        "สมชาย ใจดี",
        "99 ถนนสุขุมวิท",
        "คลองตัน คลองเตย",
        "กรุงเทพมหานคร 10110",
    ]


def test_what_is_missing_is_named_by_field() -> None:
    missing = [name for name, _ in addresses.problems("JP", {"family_name": "鈴木"})]
    assert missing == ["given_name", "postal_code", "region", "city", "street", "phone"]


@pytest.mark.parametrize(
    ("country", "code", "is_right"),
    [("JP", "425-0001", True), ("JP", "42500", False), ("TW", "100", True), ("TW", "10", False),
     ("SG", "238801", True), ("SG", "23880", False), ("KR", "04524", True)],
)  # fmt: skip
def test_postal_codes_by_country(country: str, code: str, *, is_right: bool) -> None:
    wrong = [name for name, _ in addresses.problems(country, {"postal_code": code})]
    assert ("postal_code" not in wrong) is is_right


def test_the_example_is_in_the_sentence() -> None:
    sentences = dict(addresses.problems("SG", {"postal_code": "1"}))
    with use_locale("en"):
        assert str(sentences["postal_code"]) == "Write the postal code like this: 238801."


def test_a_prefecture_must_be_one() -> None:
    assert "region" in dict(addresses.problems("JP", {"region": "Shizuoka"}))


def test_every_destination_has_a_form_with_all_its_fields() -> None:
    for country in destinations():
        form = addresses.form_of(country)
        assert set(form.order) <= set(addresses.FIELDS)
        assert len(set(form.order)) == len(form.order)


def test_what_a_country_does_not_have_is_not_kept() -> None:
    assert addresses.tidy("HK", {"postal_code": "999077", "city": "Mong Kok"}) == {
        "city": "Mong Kok"
    }
