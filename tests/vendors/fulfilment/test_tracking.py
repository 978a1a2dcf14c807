"""Check digits, against numbers worked out by hand."""

import pytest

from core.errors import DomainError
from vendors.fulfilment import tracking

# 12345678901 = 7 × 1763668414 + 3, so the last digit is 3.
MOD_SEVEN = "123456789013"
# 4×8 + 7×6 + 3×4 + 1×2 + 2×3 + 4×5 + 8×9 + 2×7 = 200, 200 = 11 × 18 + 2, 11 − 2 = 9.
UNIVERSAL = "RR473124829JP"


@pytest.mark.parametrize("carrier", ["yamato", "sagawa", "japanpost"])
@pytest.mark.parametrize(
    "written",
    [
        MOD_SEVEN,
        "1234-5678-9013",
        "1234 5678 9013",
        "１２３４－５６７８－９０１３",
        "1234ー5678ー9013",
    ],
)
def test_a_number_is_read_as_people_type_it(carrier: str, written: str) -> None:
    assert tracking.check(carrier, written) == MOD_SEVEN


@pytest.mark.parametrize("last", [digit for digit in "0123456789" if digit != "3"])
def test_every_other_last_digit_is_refused(last: str) -> None:
    with pytest.raises(DomainError) as refused:
        tracking.check("yamato", MOD_SEVEN[:-1] + last)
    assert refused.value.field == "tracking_number"


@pytest.mark.parametrize("place", range(11))
def test_a_mistyped_digit_is_found(place: int) -> None:
    digit = str((int(MOD_SEVEN[place]) + 1) % 10)
    assert not tracking.is_mod_seven(MOD_SEVEN[:place] + digit + MOD_SEVEN[place + 1 :])


@pytest.mark.parametrize("text", ["", "12345678901", "1234567890130", "abcdefghijkl"])
def test_other_lengths_are_refused(text: str) -> None:
    with pytest.raises(DomainError):
        tracking.check("sagawa", text)


@pytest.mark.parametrize("carrier", ["ems", "japanpost"])
def test_postal_numbers_of_the_world(carrier: str) -> None:
    assert tracking.check(carrier, "rr 473 124 829 jp") == UNIVERSAL
    with pytest.raises(DomainError):
        tracking.check(carrier, "RR473124828JP")


@pytest.mark.parametrize(
    "number",
    [
        "EE000000005JP",  # a sum of 0 leaves 11, which is written 5
        "EE000000080JP",  # 8 × 7 = 56 = 55 + 1 leaves 10, which is written 0
    ],
)
def test_the_two_sums_with_a_digit_of_their_own(number: str) -> None:
    assert tracking.is_universal(number)


def test_a_japanese_number_is_not_an_international_one() -> None:
    with pytest.raises(DomainError):
        tracking.check("ems", MOD_SEVEN)
    with pytest.raises(DomainError):
        tracking.check("yamato", UNIVERSAL)
