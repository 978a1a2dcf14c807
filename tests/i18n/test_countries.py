"""Names of countries and regions as lists have room for them."""

from i18n import formatting
from i18n.locales import CODES


def test_hong_kong_and_macao_are_named_shortly_in_every_written_form() -> None:
    assert [formatting.country("HK", code) for code in CODES] == [
        "香港", "Hong Kong", "香港", "香港", "ฮ่องกง", "홍콩",
    ]  # fmt: skip
    assert formatting.country("MO", "ja") == "マカオ"
    assert formatting.country("TW", "ja") == "台湾"
    assert formatting.country("XQ", "ja") == "XQ"
