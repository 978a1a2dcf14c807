"""The market's languages: five, in six written forms."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Locale:
    """A written form: `code` stands in addresses, rows and HTML; `babel` names CLDR's data."""

    code: str
    name: str
    babel: str
    fallbacks: tuple[str, ...]
    open_graph: str

    @property
    def html_lang(self) -> str:
        return self.code


LOCALES: Final = (
    Locale("ja", "日本語", "ja", ("en",), "ja_JP"),
    Locale("en", "English", "en", ("ja",), "en_GB"),
    Locale("zh-Hant", "繁體中文", "zh_Hant", ("zh-Hans", "en", "ja"), "zh_TW"),
    Locale("zh-Hans", "简体中文", "zh_Hans", ("zh-Hant", "en", "ja"), "zh_CN"),
    Locale("th", "ไทย", "th", ("en", "ja"), "th_TH"),
    Locale("ko", "한국어", "ko", ("en", "ja"), "ko_KR"),
)
BY_CODE: Final = {locale.code: locale for locale in LOCALES}
CODES: Final = tuple(BY_CODE)
DEFAULT: Final = "ja"
SOURCE: Final = "en"
