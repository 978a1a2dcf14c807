"""Japanese postal codes: one place, several, big offices; from any thread."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from core.text import use_locale
from shop.addresses import postal_codes
from shop.addresses.postal_codes import Place


@pytest.mark.parametrize(
    "text", ["425-0001", "4250001", "〒425-0001", "４２５－０００１", "425ー0001"]
)
def test_a_code_is_found_however_it_is_typed(text: str) -> None:
    assert postal_codes.find(text) == (
        Place(prefecture="静岡県", city="焼津市", street="花沢", reading="ハナザワ"),
    )


def test_a_big_office_has_a_code_of_its_own_with_name_and_number() -> None:
    assert postal_codes.common(postal_codes.find("425-8502")) == {
        "region": "静岡県",
        "city": "焼津市",
        "street": "本町2丁目16-32",
        "company": "焼津市役所",
    }


@pytest.mark.parametrize("text", ["", "42500", "425-00011", "000-0000", "焼津"])
def test_what_is_no_code_has_no_place(text: str) -> None:
    assert postal_codes.find(text) == ()
    assert postal_codes.common(()) == {}


def test_a_code_across_two_prefectures_fills_nothing_in_and_names_both() -> None:
    places = postal_codes.find("498-0000")
    assert postal_codes.common(places) == {}
    with use_locale("en"):
        assert postal_codes.note(places) == (
            "This postal code covers 愛知県弥富市 / 三重県桑名郡木曽岬町. "
            "Write the one that is yours."
        )


def test_every_thread_may_look() -> None:
    with ThreadPoolExecutor(max_workers=4) as threads:
        found = list(threads.map(postal_codes.find, ["425-0001"] * 8))
    assert {places[0].city for places in found} == {"焼津市"}
