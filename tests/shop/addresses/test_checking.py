"""Addresses in each destination's own form."""

import pytest

from core.text import use_locale
from shop.addresses import checking, writing
from shop.addresses.formats import form_of
from shop.addresses.labels import FIELDS
from shop.export.countries import CODES

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
    kept = checking.tidy("JP", YAIZU)
    assert kept["postal_code"] == "425-0001"
    assert kept["phone"] == "054-123-4567"
    assert checking.problems("JP", kept) == []
    assert writing.written("JP", kept) == [
        "〒425-0001",
        "静岡県焼津市浜当目1-2-3",
        "鈴木 花子",
    ]
    assert writing.full_name("JP", kept) == "鈴木 花子"


def test_a_thai_address_is_written_its_own_way() -> None:
    kept = checking.tidy("TH", BANGKOK)
    assert checking.problems("TH", kept) == []
    assert writing.written("TH", kept) == [
        "สมชาย ใจดี",
        "99 ถนนสุขุมวิท",
        "คลองตัน คลองเตย",
        "กรุงเทพมหานคร 10110",
    ]


def test_what_is_missing_is_named_by_field() -> None:
    missing = [name for name, _ in checking.problems("JP", {"family_name": "鈴木"})]
    assert missing == ["given_name", "postal_code", "region", "city", "street", "phone"]


@pytest.mark.parametrize(
    ("country", "code", "is_right"),
    [("JP", "425-0001", True), ("JP", "42500", False), ("TW", "100", True), ("TW", "10", False),
     ("SG", "238801", True), ("SG", "23880", False), ("KR", "04524", True)],
)  # fmt: skip
def test_postal_codes_by_country(country: str, code: str, *, is_right: bool) -> None:
    wrong = [name for name, _ in checking.problems(country, {"postal_code": code})]
    assert ("postal_code" not in wrong) is is_right


def test_the_example_is_in_the_sentence() -> None:
    sentences = dict(checking.problems("SG", {"postal_code": "1"}))
    with use_locale("en"):
        assert str(sentences["postal_code"]) == "Write the postal code like this: 546080."


def test_a_prefecture_must_be_one() -> None:
    assert "region" in dict(checking.problems("JP", {"region": "静岡"}))


def test_every_destination_has_a_form_with_all_its_fields() -> None:
    for country in CODES:
        form = form_of(country)
        assert set(form.order) <= set(FIELDS)
        assert len(set(form.order)) == len(form.order)


def test_what_a_country_does_not_have_is_not_kept() -> None:
    kept = checking.tidy("HK", {"postal_code": "999077", "city": "Mong Kok"})
    assert kept == {"city": "Mong Kok"}


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [("JP", "Shizuoka", "静岡県"), ("TH", "Bangkok", "กรุงเทพมหานคร"), ("TW", "臺北市", "台北市"),
     ("TW", "taipei city", "台北市"), ("HK", "九龍", "Kowloon"), ("US", "California", "CA"),
     ("KR", "서울", "서울특별시"), ("TH", "Atlantis", "Atlantis")],
)  # fmt: skip
def test_a_region_is_kept_by_one_name_whatever_it_was_called(
    country: str, typed: str, kept: str
) -> None:
    assert checking.tidy(country, {"region": typed}) == {"region": kept}


def test_readings_are_kept_in_katakana_and_refused_in_other_letters() -> None:
    kept = checking.tidy("JP", {"family_kana": "すずき", "given_kana": "ﾊﾅｺ"})
    assert kept == {"family_kana": "スズキ", "given_kana": "ハナコ"}
    assert "family_kana" in dict(checking.problems("JP", {"family_kana": "鈴木"}))


@pytest.mark.parametrize(
    ("country", "typed", "kept"),
    [("JP", "0541234567", "054-123-4567"), ("JP", "+81541234567", "054-123-4567"),
     ("JP", "09012345678", "090-1234-5678"), ("TH", "02 123 4567", "+66 2 123 4567"),
     ("JP", "+66 2 123 4567", "+66 2 123 4567"), ("US", "(408) 555-0100", "+1 408-555-0100"),
     ("SG", "61234567", "+65 6123 4567")],
)  # fmt: skip
def test_a_telephone_is_read_as_in_the_country_of_the_address(
    country: str, typed: str, kept: str
) -> None:
    assert checking.tidy(country, {"phone": typed})["phone"] == kept
    assert "phone" not in dict(checking.problems(country, {"phone": kept}))


@pytest.mark.parametrize("typed", ["12", "call me", "054-12"])
def test_what_no_telephone_has_is_refused_with_an_example(typed: str) -> None:
    with use_locale("en"):
        said = str(dict(checking.problems("JP", {"phone": typed}))["phone"])
    assert said.startswith("Write a telephone number with its area code, such as 0")


def test_a_postal_code_of_another_state_is_named() -> None:
    wrong = dict(checking.problems("US", {"region": "CA", "postal_code": "10001"}))
    with use_locale("en"):
        assert str(wrong["postal_code"]) == "10001 is no postal code of California."
    assert "postal_code" not in dict(
        checking.problems("US", {"region": "CA", "postal_code": "95014"})
    )


def test_a_country_without_postal_codes_never_asks_for_one() -> None:
    for country in ("HK", "MO"):
        assert "postal_code" not in form_of(country).order


def test_addresses_stored_before_regions_were_a_list_can_still_be_read() -> None:
    old = {**BANGKOK, "region": "Bangkok", "city": "Watthana"}
    assert writing.written("TH", old)[-1] == "กรุงเทพมหานคร 10110"
    assert checking.problems("TH", checking.tidy("TH", old)) == []
