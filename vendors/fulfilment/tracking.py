"""Tracking numbers: read as people type them, refused when the check digit does not fit."""

import re
import unicodedata
from typing import Final

from core.errors import DomainError

DIGITS: Final = re.compile(r"\d{12}")
S10: Final = re.compile(r"[A-Z]{2}(\d{8})(\d)[A-Z]{2}")
WEIGHTS: Final = (8, 6, 4, 2, 3, 5, 9, 7)
MOD_SEVEN: Final = frozenset({"yamato", "sagawa", "japanpost"})
UNIVERSAL: Final = frozenset({"japanpost", "ems"})
"""Carriers that use the Universal Postal Union's numbers, such as EE123456785JP."""


def tidy(text: str) -> str:
    """A number without hyphens and spaces, in plain capital letters and digits."""
    plain = unicodedata.normalize("NFKC", text).upper()
    return re.sub(r"[\s‐‑‒–—―ー−-]", "", plain)


def is_mod_seven(number: str) -> bool:
    """Whether twelve digits end in the rest of the first eleven divided by seven."""
    return bool(DIGITS.fullmatch(number)) and int(number[:11]) % 7 == int(number[11])


def is_universal(number: str) -> bool:
    """Whether it is a postal number whose ninth digit fits the eight before it."""
    match = S10.fullmatch(number)
    if match is None:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(match[1], WEIGHTS, strict=True))
    expected = {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11)
    return int(match[2]) == expected


def check(carrier: str, text: str) -> str:
    """The tidied number. Raises DomainError `tracking_wrong` when it cannot be this carrier's."""
    number = tidy(text)
    fits = (carrier in MOD_SEVEN and is_mod_seven(number)) or (
        carrier in UNIVERSAL and is_universal(number)
    )
    if not fits:
        raise DomainError(
            "tracking_wrong",
            "This number does not fit the carrier. Please compare it with the slip digit by digit.",
            field="tracking_number",
        )
    return number
