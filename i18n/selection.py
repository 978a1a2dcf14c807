"""Which language a visitor reads."""

from collections.abc import Mapping, Sequence

from i18n import formatting
from i18n.locales import CODES, DEFAULT, LOCALES, Locale

_TRADITIONAL = ("zh-tw", "zh-hk", "zh-mo", "zh-hant")


def code_of(tag: str) -> str | None:
    """The written form that a language tag such as `zh-HK` or `th-TH` asks for."""
    lower = tag.strip().lower()
    if lower.startswith(_TRADITIONAL):
        return "zh-Hant"
    if lower.split("-")[0] == "zh":
        return "zh-Hans"
    primary = lower.split("-")[0]
    return primary if primary in CODES else None


def negotiate(accept_language: str) -> str:
    """The best written form for an Accept-Language header.

    Somebody who asks only for languages we do not have gets English; an empty header Japanese.
    """
    wishes: list[tuple[float, int, str]] = []
    for position, part in enumerate(accept_language.split(",")[:20]):
        tag, _, parameter = part.partition(";")
        try:
            quality = float(parameter.strip().removeprefix("q=")) if parameter else 1.0
        except ValueError:
            quality = 0.0
        if tag.strip() and tag.strip() != "*" and quality > 0:
            wishes.append((-quality, position, tag))
    if not wishes:
        return DEFAULT
    found = (code_of(tag) for _, _, tag in sorted(wishes))
    return next((code for code in found if code), "en")


class MarketLanguages:
    """Answers what `core` asks about languages."""

    forms: Sequence[Locale] = LOCALES
    default = DEFAULT

    def negotiate(self, accept_language: str) -> str:
        return negotiate(accept_language)

    def filters(self) -> Mapping[str, object]:
        return {
            "yen": formatting.yen,
            "number": formatting.number,
            "percent": formatting.percent,
            "weight": formatting.weight,
            "volume": formatting.volume,
            "date": formatting.day,
            "short_date": formatting.short_day,
            "month": formatting.month,
            "short_month": formatting.short_month,
            "datetime": formatting.instant,
            "country": formatting.country,
            "language_name": formatting.language,
            "listing": formatting.listing,
        }
