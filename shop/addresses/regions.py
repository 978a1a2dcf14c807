"""Regions and cities as choices, in letters that the reader can read."""

from typing import Any, Final

from core.text import gettext
from core.web.forms import choices
from shop.addresses.formats import Form, Region, cities, form_of

READERS: Final = {
    "HANGUL": frozenset({"ko"}),
    "THAI": frozenset({"th"}),
    "CJK": frozenset({"ja", "zh-Hans", "zh-Hant"}),
}


def options(form: Form, locale: str) -> tuple[Any, ...]:
    """The regions of a country to choose from, and none; empty where a country has no list."""
    if not form.regions:
        return ()
    named = [(each.key, shown(form.country, each, locale)) for each in form.regions]
    if form.country != "JP":
        named.sort(key=lambda pair: pair[1])
    return tuple(choices([("", gettext("Please choose")), *named]))


def shown(country: str, region: Region, locale: str) -> str:
    """A region's name for a reader: beside Latin letters stands the name on the spot."""
    if region.native.isascii():
        return region.latin
    script = {"KR": "HANGUL", "TH": "THAI"}.get(country, "CJK")
    return region.native if locale in READERS[script] else f"{region.latin} {region.native}"


def cities_of(country: str, region: str, locale: str) -> tuple[str, ...]:
    """Cities or districts to suggest, once the region is known."""
    found = form_of(country).region(region) if region else None
    if found is None:
        return ()
    script = {"KR": "HANGUL", "TH": "THAI"}.get(country, "CJK")
    is_read = locale in READERS[script]
    return tuple(each.native if is_read else each.latin for each in cities(country, found.key))
