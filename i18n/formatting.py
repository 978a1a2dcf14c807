"""Money, dates, weights and names as each language writes them."""

from datetime import date, datetime
from functools import cache, lru_cache
from typing import Final, cast

from babel import Locale as BabelLocale
from babel.dates import format_date, format_skeleton, format_time, get_datetime_format
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit

from core.dates import TOKYO
from core.text import current_locale
from i18n.locales import BY_CODE


@cache
def _babel(code: str) -> BabelLocale:
    return BabelLocale.parse(BY_CODE[code].babel)


def number(value: float, locale: str | None = None) -> str:
    """A number with the language's separators."""
    return _number(value, locale or current_locale())


@lru_cache(maxsize=20_000, typed=True)
def _number(value: float, code: str) -> str:
    return format_decimal(value, locale=_babel(code))


def percent(share: float, locale: str | None = None, digits: int = 0) -> str:
    """A share (0 to 1) in per cent."""
    pattern = "#,##0." + "0" * digits + "%" if digits else "#,##0%"
    return format_percent(share, pattern, locale=_babel(locale or current_locale()))


def yen(amount: int, locale: str | None = None) -> str:
    """Integer yen.

    Japanese writes 1,480円. Elsewhere "¥" alone could be yuan, so Chinese and Korean readers get
    the word and others the sign with a plain half-width form (CLDR's ja pattern is full-width).
    """
    code = locale or current_locale()
    figure = number(abs(amount), code)
    sign = "−" if amount < 0 else ""
    words = {"ja": "円", "zh-Hans": "日元", "zh-Hant": "日圓", "ko": "엔"}
    if code in words:
        space = "" if code in {"ja", "ko"} else " "
        return f"{sign}{figure}{space}{words[code]}"
    return f"{sign}¥{figure}"


def weight(grams: int, locale: str | None = None) -> str:
    """A weight: grams below a kilogram, kilograms from there."""
    return _weight(grams, locale or current_locale())


@lru_cache(maxsize=20_000)
def _weight(grams: int, code: str) -> str:
    if grams < 1000:
        return format_unit(grams, "mass-gram", "short", locale=_babel(code))
    return format_unit(grams / 1000, "mass-kilogram", "short", "#,##0.##", locale=_babel(code))


def volume(millilitres: int, locale: str | None = None) -> str:
    """A volume: millilitres below a litre, litres from there."""
    code = locale or current_locale()
    if millilitres < 1000:
        return format_unit(millilitres, "volume-milliliter", "short", locale=_babel(code))
    litres = millilitres / 1000
    return format_unit(litres, "volume-liter", "short", "#,##0.##", locale=_babel(code))


def day(value: date | datetime, locale: str | None = None) -> str:
    """A calendar day in words of the language; an instant is taken in Tokyo."""
    value = value.astimezone(TOKYO).date() if isinstance(value, datetime) else value
    return format_date(value, "long", locale=_babel(locale or current_locale()))


def short_day(value: date | datetime, locale: str | None = None) -> str:
    """Month, day and weekday, as a delivery date is said."""
    value = value.astimezone(TOKYO).date() if isinstance(value, datetime) else value
    return format_skeleton(
        "MMMEd",
        datetime(value.year, value.month, value.day, tzinfo=TOKYO),
        tzinfo=TOKYO,
        locale=_babel(locale or current_locale()),
    )


def month(value: date, locale: str | None = None) -> str:
    """A year and month."""
    return format_skeleton(
        "yMMMM",
        datetime(value.year, value.month, 1, tzinfo=TOKYO),
        tzinfo=TOKYO,
        locale=_babel(locale or current_locale()),
    )


def short_month(value: date, locale: str | None = None) -> str:
    """A month alone, as a chart's foot has room for."""
    return format_skeleton(
        "MMM",
        datetime(value.year, value.month, 1, tzinfo=TOKYO),
        tzinfo=TOKYO,
        locale=_babel(locale or current_locale()),
    )


def instant(value: datetime, locale: str | None = None) -> str:
    """Day, hour and minute in Tokyo."""
    chosen = _babel(locale or current_locale())
    day = format_date(value.astimezone(TOKYO), "medium", locale=chosen)
    clock = format_time(value, "short", tzinfo=TOKYO, locale=chosen)
    joined = str(get_datetime_format("medium", locale=chosen))
    return joined.replace("'", "").replace("{0}", clock).replace("{1}", day)


# CLDR writes these two out in full, which no list of countries has room for.
SHORT_NAMES: Final = {
    "HK": {
        "ja": "香港", "en": "Hong Kong", "zh-Hant": "香港", "zh-Hans": "香港", "th": "ฮ่องกง",
        "ko": "홍콩",
    },
    "MO": {
        "ja": "マカオ", "en": "Macao", "zh-Hant": "澳門", "zh-Hans": "澳门", "th": "มาเก๊า",
        "ko": "마카오",
    },
}  # fmt: skip


def country(code: str, locale: str | None = None) -> str:
    """A country's or region's name; the bare code where the language has none."""
    if code in SHORT_NAMES:
        return SHORT_NAMES[code][locale or current_locale()]
    names = cast("dict[str, str]", _babel(locale or current_locale()).territories)
    return names.get(code, code)


def language(code: str, locale: str | None = None) -> str:
    """A language's name in the reader's language."""
    babel_code = BY_CODE[code].babel if code in BY_CODE else code
    names = cast("dict[str, str]", _babel(locale or current_locale()).languages)
    return names.get(babel_code, code)


def listing(items: list[str], locale: str | None = None) -> str:
    """A, B and C."""
    return format_list(items, locale=_babel(locale or current_locale()))


def choice(items: list[str], locale: str | None = None) -> str:
    """A, B or C."""
    return format_list(items, style="or", locale=_babel(locale or current_locale()))
