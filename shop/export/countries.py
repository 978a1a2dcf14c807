"""The countries and regions a reader may choose as destination, and which rules they share."""

from collections.abc import Mapping
from typing import Final

HOME: Final = "JP"
EUROPEAN_UNION: Final = (
    "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV",
    "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
)  # fmt: skip
CODES: Final = (
    HOME, "TW", "HK", "SG", "TH", "KR", "CN", "MO", "ID", "MY", "VN", "PH", "IN", "AE", "US", "CA",
    "AU", "NZ", "GB", "CH", "RU", *EUROPEAN_UNION,
)  # fmt: skip
LANES: Final = ("HK", "KR", "SG", "TH", "TW")
"""Countries abroad that the market begins with: businesses write delivery fees for them."""
LIKELY: Final[Mapping[str, str]] = {
    "ja": HOME,
    "zh-Hant": "TW",
    "zh-Hans": "SG",
    "th": "TH",
    "ko": "KR",
    "en": HOME,
}
"""Where a reader of a written form most likely wants it sent; English is read everywhere, so it
begins at home, where everything may go, and says so."""
UNION: Final = "EU"


def likely(locale: str) -> str:
    """The destination of a reader who has not chosen one."""
    return LIKELY.get(locale, HOME)


def region_of(country: str) -> str:
    """The code that rules are written for: the European Union is one, others are themselves."""
    return UNION if country in EUROPEAN_UNION else country
