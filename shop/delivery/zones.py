"""Where a parcel goes, as carriers price it: regions of Japan, and countries abroad."""

from typing import Final

from shop.addresses.prefectures import ROMAN

__all__ = ("HOME", "PREFECTURES", "REGIONS", "ROMAN", "prefecture_names", "zone_of")

HOME: Final = "JP"
REGIONS: Final = {
    "jp-hokkaido": ("北海道",),
    "jp-tohoku-north": ("青森県", "岩手県", "秋田県"),
    "jp-tohoku-south": ("宮城県", "山形県", "福島県"),
    "jp-kanto": (
        "茨城県",
        "栃木県",
        "群馬県",
        "埼玉県",
        "千葉県",
        "東京都",
        "神奈川県",
        "山梨県",
    ),
    "jp-shinetsu": ("新潟県", "長野県"),
    "jp-hokuriku": ("富山県", "石川県", "福井県"),
    "jp-tokai": ("静岡県", "愛知県", "岐阜県", "三重県"),
    "jp-kansai": ("滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県"),
    "jp-chugoku": ("鳥取県", "島根県", "岡山県", "広島県", "山口県"),
    "jp-shikoku": ("徳島県", "香川県", "愛媛県", "高知県"),
    "jp-kyushu": ("福岡県", "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県"),
    "jp-okinawa": ("沖縄県",),
}
PREFECTURES: Final = {name: zone for zone, names in REGIONS.items() for name in names}


def zone_of(country: str, region: str) -> str | None:
    """The zone of a destination; None while the prefecture of a Japanese one is not known."""
    if country == HOME:
        return PREFECTURES.get(region)
    return country or None


def prefecture_names(locale: str) -> list[tuple[str, str]]:
    """(stored name, shown name) from north to south; readers without kanji see Roman letters."""
    has_kanji = locale in {"ja", "zh-Hans", "zh-Hant"}
    return [(name, name if has_kanji else f"{roman} {name}") for name, roman in ROMAN.items()]
