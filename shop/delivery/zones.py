"""Where a parcel goes, as carriers price it: regions of Japan, and countries abroad."""

from typing import Final

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
ROMAN: Final = {
    "北海道": "Hokkaido", "青森県": "Aomori", "岩手県": "Iwate", "宮城県": "Miyagi",
    "秋田県": "Akita", "山形県": "Yamagata", "福島県": "Fukushima", "茨城県": "Ibaraki",
    "栃木県": "Tochigi", "群馬県": "Gunma", "埼玉県": "Saitama", "千葉県": "Chiba",
    "東京都": "Tokyo", "神奈川県": "Kanagawa", "新潟県": "Niigata", "富山県": "Toyama",
    "石川県": "Ishikawa", "福井県": "Fukui", "山梨県": "Yamanashi", "長野県": "Nagano",
    "岐阜県": "Gifu", "静岡県": "Shizuoka", "愛知県": "Aichi", "三重県": "Mie",
    "滋賀県": "Shiga", "京都府": "Kyoto", "大阪府": "Osaka", "兵庫県": "Hyogo",
    "奈良県": "Nara", "和歌山県": "Wakayama", "鳥取県": "Tottori", "島根県": "Shimane",
    "岡山県": "Okayama", "広島県": "Hiroshima", "山口県": "Yamaguchi", "徳島県": "Tokushima",
    "香川県": "Kagawa", "愛媛県": "Ehime", "高知県": "Kochi", "福岡県": "Fukuoka",
    "佐賀県": "Saga", "長崎県": "Nagasaki", "熊本県": "Kumamoto", "大分県": "Oita",
    "宮崎県": "Miyazaki", "鹿児島県": "Kagoshima", "沖縄県": "Okinawa",
}  # fmt: skip


def zone_of(country: str, region: str) -> str | None:
    """The zone of a destination; None while the prefecture of a Japanese one is not known."""
    if country == HOME:
        return PREFECTURES.get(region)
    return country or None


def prefecture_names(locale: str) -> list[tuple[str, str]]:
    """(stored name, shown name) from north to south; readers without kanji see Roman letters."""
    has_kanji = locale in {"ja", "zh-Hans", "zh-Hant"}
    return [(name, name if has_kanji else f"{roman} {name}") for name, roman in ROMAN.items()]
