"""Markets, themes and measures that a target may have, with their words."""

from typing import Final

from sqlalchemy.orm import Session

from analytics.targets.models import Measure, TargetKind
from core.text import LazyText, current_locale, gettext, lazy, ngettext
from i18n import formatting
from i18n.translated import shown
from shop.catalogue import facts as catalogue
from shop.delivery.zones import PREFECTURES, ROMAN

HOME: Final = "JP"
ABROAD: Final = "*"
COUNTRIES: Final = (
    "TW", "HK", "SG", "TH", "KR", "CN", "US", "CA", "AU", "GB", "FR", "DE", "IT", "MY", "VN", "ID",
    "PH", "MO", "NZ", "AE",
)  # fmt: skip
# Keys of themes are the words of campaign tags: links tagged `hanazawa` or `hanazawa-autumn`
# count for the theme "hanazawa".
THEMES: Final[dict[str, LazyText]] = {
    "port": lazy("Fishing ports and fish markets"),
    "food": lazy("Eating in Yaizu"),
    "katsuobushi": lazy("Katsuobushi and its makers"),
    "shirt": lazy("Port shirts and crafts"),
    "hanazawa": lazy("Hanazawa village and history"),
    "onsen": lazy("Hot springs and stays"),
    "festival": lazy("Festivals and events"),
    "fuji": lazy("Views of Mount Fuji and Suruga Bay"),
}
MEASURES: Final[dict[Measure, LazyText]] = {
    Measure.REVENUE: lazy("Revenue in yen"),
    Measure.ORDERS: lazy("Orders"),
    Measure.VISITS: lazy("Visits"),
}
KINDS: Final[dict[TargetKind, LazyText]] = {
    TargetKind.SALES: lazy("Sales"),
    TargetKind.TOURISM: lazy("Tourism"),
}
ALLOWED: Final = {
    TargetKind.SALES: (Measure.REVENUE, Measure.ORDERS),
    TargetKind.TOURISM: (Measure.VISITS,),
}


def is_market(market: str) -> bool:
    return market in {HOME, ABROAD, *COUNTRIES} or market in {
        f"{HOME}:{name}" for name in PREFECTURES
    }


def market_name(market: str) -> str:
    """A market in the reader's language; a prefecture is part of Japan."""
    if market == ABROAD:
        return gettext("All of overseas")
    if market == HOME:
        return gettext("All of Japan")
    return prefecture_name(market[3:]) if ":" in market else formatting.country(market)


def prefecture_name(name: str) -> str:
    """A prefecture as addresses write it, or in Roman letters for those who do not read them."""
    return name if current_locale() in {"ja", "zh-Hant", "zh-Hans"} else ROMAN.get(name, name)


def amount(measure: Measure, figure: int) -> str:
    """A figure in its unit."""
    if measure is Measure.REVENUE:
        return formatting.yen(figure)
    words = formatting.number(figure)
    if measure is Measure.ORDERS:
        return ngettext("%(figure)s order", "%(figure)s orders", figure, figure=words)
    return ngettext("%(figure)s visit", "%(figure)s visits", figure, figure=words)


def subject_names(session: Session, kind: TargetKind) -> dict[str, str]:
    """Product classes of sales or themes of tourism, by key, in the reader's language."""
    if kind is TargetKind.TOURISM:
        return {key: str(name) for key, name in THEMES.items()}
    locale = current_locale()
    return {
        found.key: shown(found.names, locale).text or found.key
        for found in catalogue.product_classes(session)
    }


def subject_name(session: Session, kind: TargetKind, subject: str) -> str:
    if not subject:
        is_sales = kind is TargetKind.SALES
        return gettext("All product classes") if is_sales else gettext("All themes")
    return subject_names(session, kind).get(subject, subject)
