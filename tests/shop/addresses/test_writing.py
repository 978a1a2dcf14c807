"""How addresses are written, against examples and formats that were collected by others."""

import json
import re
import string
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.addresses import checking, writing
from shop.addresses.formats import form_of

FORMATS: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("formats.json").read_text("utf-8")
)
COUNTRIES = sorted(FORMATS)
NAMES = {"country_area": "region", "street_address": "street", "city_area": "area"}

EXAMPLES: dict[str, tuple[dict[str, str], list[str]]] = {
    "JP": (
        {"postal_code": "425-8502", "region": "静岡県", "city": "焼津市", "street": "本町2-16-32",
         "building": "市役所3階", "company": "焼津商店", "family_name": "山田", "given_name": "太郎"},
        ["〒425-8502", "静岡県焼津市本町2-16-32", "市役所3階", "焼津商店", "山田 太郎"],
    ),
    "TW": (
        {"postal_code": "106", "region": "台北市", "city": "大安區", "street": "忠孝東路四段1號",
         "family_name": "王", "given_name": "小明"},
        ["106", "台北市大安區", "忠孝東路四段1號", "王小明"],
    ),
    "HK": (
        {"region": "Kowloon", "city": "旺角", "street": "彌敦道1號", "family_name": "陳",
         "given_name": "大文"},
        ["九龍", "旺角", "彌敦道1號", "陳大文"],
    ),
    "MO": (
        {"street": "Avenida da Praia Grande 1", "family_name": "Wong", "given_name": "Ka"},
        ["Wong Ka", "Avenida da Praia Grande 1"],
    ),
    "TH": (
        {"street": "99 ถนนสุขุมวิท", "area": "คลองตัน", "city": "คลองเตย", "region": "กรุงเทพมหานคร",
         "postal_code": "10110", "family_name": "ใจดี", "given_name": "สมชาย"},
        ["สมชาย ใจดี", "99 ถนนสุขุมวิท", "คลองตัน คลองเตย", "กรุงเทพมหานคร 10110"],
    ),
    "KR": (
        {"region": "서울특별시", "city": "강남구", "street": "테헤란로 1", "postal_code": "06234",
         "family_name": "김", "given_name": "민수"},
        ["서울특별시 강남구", "테헤란로 1", "김민수", "06234"],
    ),
    "CN": (
        {"postal_code": "200000", "region": "上海市", "city": "黄浦区", "street": "南京东路1号",
         "family_name": "李", "given_name": "明"},
        ["200000", "上海市黄浦区", "南京东路1号", "李明"],
    ),
    "SG": (
        {"street": "1 Orchard Road", "building": "#02-03", "postal_code": "238801",
         "family_name": "Tan", "given_name": "Mei"},
        ["Mei Tan", "1 Orchard Road", "#02-03", "SINGAPORE 238801"],
    ),
    "US": (
        {"street": "1 Main St", "city": "San Jose", "region": "CA", "postal_code": "95110",
         "family_name": "Smith", "given_name": "Jo"},
        ["Jo Smith", "1 Main St", "San Jose, CA 95110"],
    ),
    "FR": (
        {"street": "1 rue de la Paix", "postal_code": "75002", "city": "Paris",
         "family_name": "Martin", "given_name": "Léa", "company": "Poissons SA"},
        ["Poissons SA", "Léa Martin", "1 rue de la Paix", "75002 Paris"],
    ),
    "DE": (
        {"street": "Hauptstraße 1", "postal_code": "10115", "city": "Berlin",
         "family_name": "Müller", "given_name": "Jan"},
        ["Jan Müller", "Hauptstraße 1", "10115 Berlin"],
    ),
    "GB": (
        {"street": "1 High Street", "city": "London", "postal_code": "EC1Y 8SY",
         "family_name": "Jones", "given_name": "Amy"},
        ["Amy Jones", "1 High Street", "London", "EC1Y 8SY"],
    ),
    "AU": (
        {"street": "1 George St", "city": "Sydney", "region": "NSW", "postal_code": "2000",
         "family_name": "Lee", "given_name": "Kim"},
        ["Kim Lee", "1 George St", "Sydney NSW 2000"],
    ),
}  # fmt: skip


def test_there_is_an_example_of_every_country() -> None:
    assert sorted(EXAMPLES) == COUNTRIES
    assert len(COUNTRIES) == 13


@pytest.mark.parametrize("country", COUNTRIES)
def test_an_address_is_written_as_in_its_country(country: str) -> None:
    address, lines = EXAMPLES[country]
    assert list(writing.written(country, checking.tidy(country, address))) == lines


@pytest.mark.parametrize("country", COUNTRIES)
def test_lines_follow_the_collected_format(country: str) -> None:
    """Ours has a building's line more, and Japan's has the city that the collection lacks."""
    form, known = form_of(country), FORMATS[country]
    own = "〒%Z%n%S%C%A%n%O%n%N"
    local = own if country == "JP" else known["format_local"]
    assert form.local.replace("%n%B", "") == local
    if country != "JP":
        assert form.latin.replace("%n%B", "") == known["format_latin"]


@pytest.mark.parametrize("country", COUNTRIES)
def test_what_the_country_needs_is_asked_for(country: str) -> None:
    needed = {NAMES.get(name, name) for name in FORMATS[country]["required"]}
    assert needed <= form_of(country).required
    assert len(form_of(country).regions) == FORMATS[country]["area_count"]


@pytest.mark.parametrize("country", COUNTRIES)
def test_mail_from_abroad_ends_with_the_countrys_name(country: str) -> None:
    lines = writing.label_lines(country, EXAMPLES[country][0])
    assert lines[-1] == FORMATS[country]["customs_name"]


def test_on_mail_from_abroad_regions_and_cities_are_in_latin_capitals() -> None:
    assert list(writing.label_lines("TW", EXAMPLES["TW"][0])) == [
        "王小明", "忠孝東路四段1號", "DA'AN DISTRICT, Taipei City 106", "TAIWAN",
    ]  # fmt: skip
    assert writing.label_lines("US", EXAMPLES["US"][0])[-2] == "SAN JOSE, CA 95110"


def test_no_comma_is_left_where_a_field_is_empty() -> None:
    address = {"street": "99 Sukhumvit", "city": "Watthana", "region": "Bangkok",
               "postal_code": "10110"}  # fmt: skip
    assert list(writing.written("TH", address)) == ["99 Sukhumvit", "Watthana", "Bangkok 10110"]


def test_an_address_of_no_known_country_loses_nothing() -> None:
    assert list(writing.written("XX", {"street": "1 Nowhere", "city": "Utopia"})) == [
        "1 Nowhere", "Utopia",
    ]  # fmt: skip


WORDS = st.text(alphabet=string.ascii_letters + "焼津港町一二三あア ", min_size=1, max_size=30)


@given(
    country=st.sampled_from(COUNTRIES),
    typed=st.dictionaries(
        st.sampled_from(["family_name", "given_name", "company", "city", "area", "street",
                         "building", "region", "postal_code", "phone", "family_kana"]),
        WORDS,
    ),
)  # fmt: skip
def test_tidying_twice_is_tidying_once(country: str, typed: dict[str, str]) -> None:
    kept = checking.tidy(country, typed)
    assert checking.tidy(country, kept) == kept
    assert set(kept) <= set(form_of(country).order)
    assert all(text == " ".join(text.split()) for text in kept.values())


@given(country=st.sampled_from(COUNTRIES), typed=st.fixed_dictionaries(
    {name: WORDS.filter(str.strip) for name in ("street", "building", "company", "family_name")}
))  # fmt: skip
def test_nothing_that_was_typed_is_lost_on_the_label(country: str, typed: dict[str, str]) -> None:
    kept = checking.tidy(country, typed)
    for lines in (writing.written(country, kept), writing.label_lines(country, kept)):
        text = "\n".join(lines)
        assert all(value in text for value in kept.values())


@given(country=st.sampled_from(COUNTRIES), number=st.integers(0, 46))
def test_every_region_is_found_by_each_of_its_names(country: str, number: int) -> None:
    form = form_of(country)
    for region in form.regions[number : number + 1]:
        for name in (region.key, region.native, region.latin):
            assert re.fullmatch(r".+", name)
            assert checking.tidy(country, {"region": name}) == {"region": region.key}
