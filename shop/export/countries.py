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
PREFECTURES: Final = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県", "埼玉県", "千葉県",
    "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県", "岐阜県", "静岡県", "愛知県", "三重県",
    "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県", "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県",
    "香川県", "愛媛県", "高知県", "福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
)  # fmt: skip
UNION: Final = "EU"


def likely(locale: str) -> str:
    """The destination of a reader who has not chosen one."""
    return LIKELY.get(locale, HOME)


def region_of(country: str) -> str:
    """The code that rules are written for: the European Union is one, others are themselves."""
    return UNION if country in EUROPEAN_UNION else country
