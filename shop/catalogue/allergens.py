"""Allergens: kept as keys, said per destination in the reader's words."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from core.text import current_locale, gettext, lazy
from i18n.translated import Shown, shown

DATA: Final = Path(__file__).parent / "data" / "allergens.json"
GROUPS: Final = {
    "crustaceans": lazy("Crustaceans"),
    "nuts": lazy("Tree nuts"),
    "cereals_gluten": lazy("Cereals with gluten"),
    "eggs": lazy("Eggs"),
    "milk": lazy("Milk"),
    "peanuts": lazy("Peanuts"),
    "molluscs": lazy("Molluscs"),
    "fish": lazy("Fish"),
    "sesame": lazy("Sesame"),
    "soy": lazy("Soy"),
    "sulphites": lazy("Sulphites"),
    "celery": lazy("Celery"),
    "mustard": lazy("Mustard"),
    "lupin": lazy("Lupin"),
    "wheat": lazy("Wheat"),
}
DESTINATIONS: Final = ("JP", "EU", "US", "TW", "HK", "KR", "TH", "CN")
MANDATORY: Final = "mandatory"
_EUROPE: Final = frozenset(
    [
        "AT",
        "BE",
        "BG",
        "HR",
        "CY",
        "CZ",
        "DK",
        "EE",
        "FI",
        "FR",
        "DE",
        "GR",
        "HU",
        "IE",
        "IT",
        "LV",
        "LT",
        "LU",
        "MT",
        "NL",
        "PL",
        "PT",
        "RO",
        "SK",
        "SI",
        "ES",
        "SE",
    ]
)


@dataclass(frozen=True)
class Allergen:
    """A key with its names in six written forms and the lists it stands on."""

    key: str
    names: dict[str, str]
    japan: tuple[dict[str, str | None], ...]
    abroad: dict[str, str]
    sureness: str

    def japan_class(self, day: date) -> str | None:
        """`mandatory`, `recommended`, or None when Japan's list does not name it on that day."""
        for row in self.japan:
            begins, ends = row["from"], row["to"]
            if (begins or "") <= day.isoformat() <= (ends or "9999"):
                return row["class"]
        return None


@dataclass(frozen=True)
class Declared:
    """An allergen as a destination's list wants it: its class there, and the thing itself."""

    key: str
    name: Shown
    group: str
    is_mandatory: bool

    def __str__(self) -> str:
        """`Fish (mackerel)`, or the name alone where it says the class already."""
        if not self.group:
            return self.name.text
        group = str(GROUPS[self.group])
        if self.name.text.casefold().startswith(group.casefold()):
            return self.name.text
        return gettext("%(group)s (%(name)s)", group=group, name=self.name.text)


@cache
def _data() -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(DATA.read_text(encoding="utf-8")))


@cache
def by_key() -> dict[str, Allergen]:
    """Every allergen that the market knows."""
    return {
        row["key"]: Allergen(
            key=row["key"],
            names=row["names"],
            japan=tuple(row["japan"]),
            abroad=row["abroad"],
            sureness=row["sureness"],
        )
        for row in _data()["allergens"]
    }


def list_of(destination: str) -> str:
    """The list that a country follows: its own, its union's, or all of them when none is known."""
    if destination in _EUROPE:
        return "EU"
    same = cast("dict[str, str]", _data()["same_as"])
    listed = same.get(destination, destination)
    return listed if listed in DESTINATIONS else ""


def declared(
    keys: list[str], destination: str, day: date, locale: str | None = None
) -> list[Declared]:
    """What must or should be said to a buyer in a country; everything where no list is known."""
    wanted = list_of(destination)
    found: list[Declared] = []
    for key in keys:
        allergen = by_key().get(key)
        if allergen is None:
            continue
        name = shown(allergen.names, locale or current_locale())
        if wanted == "JP":
            kind = allergen.japan_class(day)
            if kind:
                found.append(Declared(key, name, "", kind == MANDATORY))
        elif wanted in allergen.abroad:
            found.append(Declared(key, name, allergen.abroad[wanted], is_mandatory=True))
        elif not wanted:
            found.append(Declared(key, name, allergen.abroad.get("EU", ""), is_mandatory=True))
    return found


@dataclass(frozen=True)
class Said:
    """What is in goods, for a buyer in one country.

    `named` is what the country wants named, `others` what is in them all the same. Where the
    market does not know the country's list, everything is named.
    """

    named: list[Declared]
    others: list[Declared]
    is_list_known: bool


def said_in(keys: list[str], day: date, destination: str, locale: str | None = None) -> Said:
    """Everything that goods contain, in the order of what a destination asks for."""
    named = declared(keys, destination, day, locale)
    rest = [key for key in keys if key not in {one.key for one in named}]
    others = everywhere(rest, locale)
    return Said(named, others, is_list_known=bool(list_of(destination)))


def everywhere(keys: list[str], locale: str | None = None) -> list[Declared]:
    """Every key by the European class where it has one: for a reader whose list is not asked."""
    return [
        Declared(key, shown(allergen.names, locale or current_locale()),
                 allergen.abroad.get("EU", ""), is_mandatory=False)
        for key in keys
        if (allergen := by_key().get(key)) is not None
    ]  # fmt: skip


LISTS: Final = {
    "JP": lazy("Japan"),
    "EU": lazy("European Union and Great Britain"),
    "US": lazy("United States"),
    "TW": lazy("Taiwan"),
    "HK": lazy("Hong Kong"),
    "KR": lazy("South Korea"),
    "TH": lazy("Thailand"),
    "CN": lazy("Mainland China"),
}


def by_destination(keys: list[str], day: date) -> list[tuple[str, list[Declared]]]:
    """(list's name, what it asks to declare) for each list the market knows."""
    return [(str(name), declared(keys, code, day)) for code, name in LISTS.items()]
