"""Postal addresses in each destination's own order: which fields, which rules, how written.

Japan's form is ours: the common address libraries know no city for it and would lose 焼津市.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from core.text import LazyText, lazy
from shop.delivery.zones import HOME, PREFECTURES

FIELDS: Final = (
    "family_name",
    "given_name",
    "family_kana",
    "given_kana",
    "postal_code",
    "region",
    "city",
    "street",
    "building",
    "phone",
)
LABELS: Final[Mapping[str, LazyText]] = {
    "family_name": lazy("Family name"),
    "given_name": lazy("Given name"),
    "family_kana": lazy("Family name in kana"),
    "given_kana": lazy("Given name in kana"),
    "postal_code": lazy("Postal code"),
    "region": lazy("Province or region"),
    "city": lazy("City or district"),
    "street": lazy("Street and number"),
    "building": lazy("Building and room"),
    "phone": lazy("Telephone"),
}
AUTOCOMPLETE: Final = {
    "family_name": "family-name",
    "given_name": "given-name",
    "postal_code": "postal-code",
    "region": "address-level1",
    "city": "address-level2",
    "street": "address-line1",
    "building": "address-line2",
    "phone": "tel",
}
PHONE: Final = re.compile(r"^\+?[0-9][0-9() -]{6,19}$")
LONGEST: Final = 100
_MISSING: Final = lazy("Fill this in.")


@dataclass(frozen=True, kw_only=True)
class Form:
    """How a country writes addresses: fields in its order, and lines as they stand on a label."""

    order: tuple[str, ...]
    lines: tuple[str, ...]
    optional: frozenset[str] = frozenset({"building", "family_kana", "given_kana"})
    labels: Mapping[str, LazyText] = field(default_factory=dict[str, LazyText])
    postal_code: re.Pattern[str] | None = None
    postal_example: str = ""
    customs_name: str = ""

    def label(self, name: str) -> LazyText:
        return self.labels.get(name, LABELS[name])

    def is_required(self, name: str) -> bool:
        return name not in self.optional


_PREFECTURE = {"region": lazy("Prefecture"), "city": lazy("City, ward or town")}
FORMS: Final[Mapping[str, Form]] = {
    "JP": Form(
        order=("family_name", "given_name", "family_kana", "given_kana", "postal_code", "region",
               "city", "street", "building", "phone"),
        lines=("〒{postal_code}", "{region}{city}{street}", "{building}",
               "{family_name} {given_name}"),
        labels=_PREFECTURE,
        postal_code=re.compile(r"^\d{3}-?\d{4}$"),
        postal_example="425-0001",
        customs_name="JAPAN",
    ),
    "TW": Form(
        order=("postal_code", "region", "city", "street", "building", "family_name",
               "given_name", "phone"),
        lines=("{postal_code}", "{region}{city}", "{street}", "{building}",
               "{family_name}{given_name}"),
        labels={"region": lazy("County or city"), "city": lazy("District or township")},
        postal_code=re.compile(r"^\d{3}(?:\d{2,3})?$"),
        postal_example="100",
        customs_name="TAIWAN",
    ),
    "HK": Form(
        order=("region", "city", "street", "building", "family_name", "given_name", "phone"),
        lines=("{region}", "{city}", "{street}", "{building}", "{family_name} {given_name}"),
        labels={
            "region": lazy("Hong Kong Island, Kowloon or New Territories"),
            "city": lazy("District"),
        },
        customs_name="HONG KONG",
    ),
    "SG": Form(
        order=("given_name", "family_name", "street", "building", "postal_code", "phone"),
        lines=("{given_name} {family_name}", "{street}", "{building}", "SINGAPORE {postal_code}"),
        postal_code=re.compile(r"^\d{6}$"),
        postal_example="238801",
        customs_name="SINGAPORE",
    ),
    "TH": Form(
        order=("given_name", "family_name", "street", "building", "city", "region",
               "postal_code", "phone"),
        lines=("{given_name} {family_name}", "{street}", "{building}", "{city}",
               "{region} {postal_code}"),
        labels={"region": lazy("Province"), "city": lazy("Subdistrict and district")},
        postal_code=re.compile(r"^\d{5}$"),
        postal_example="10110",
        customs_name="THAILAND",
    ),
    "KR": Form(
        order=("postal_code", "region", "city", "street", "building", "family_name",
               "given_name", "phone"),
        lines=("{region} {city}", "{street}", "{building}", "{family_name}{given_name}",
               "{postal_code}"),
        labels={"region": lazy("Province or metropolitan city"), "city": lazy("City or district")},
        postal_code=re.compile(r"^\d{5}$"),
        postal_example="04524",
        customs_name="KOREA (REP.)",
    ),
}  # fmt: skip


def form_of(country: str) -> Form:
    """The country's form. Raises KeyError for one we do not send to."""
    return FORMS[country]


def tidy(country: str, values: Mapping[str, str]) -> dict[str, str]:
    """An address as it is kept: the country's own fields, spaces trimmed, full width narrowed."""
    kept: dict[str, str] = {}
    for name in form_of(country).order:
        text = " ".join((values.get(name) or "").split())
        if name in {"postal_code", "phone"}:
            text = text.translate(_NARROW)
        if text:
            kept[name] = text
    code = kept.get("postal_code", "")
    if country == HOME and re.fullmatch(r"\d{7}", code):
        kept["postal_code"] = f"{code[:3]}-{code[3:]}"
    return kept


_NARROW = str.maketrans("０１２３４５６７８９－ー−＋（）　", "0123456789---+() ")


def problems(country: str, values: Mapping[str, str]) -> list[tuple[str, LazyText]]:
    """(field, sentence) of everything that is wrong with a tidied address."""
    form = form_of(country)
    found = [
        (name, _MISSING) for name in form.order if form.is_required(name) and not values.get(name)
    ]
    found += [
        (name, lazy("Write this shorter: at most %(longest)s characters.", longest=LONGEST))
        for name, text in values.items()
        if len(text) > LONGEST
    ]
    code = values.get("postal_code", "")
    if code and form.postal_code and not form.postal_code.match(code):
        found.append(
            (
                "postal_code",
                lazy("Write the postal code like this: %(example)s.", example=form.postal_example),
            )
        )
    if country == HOME and values.get("region") and values["region"] not in PREFECTURES:
        found.append(("region", lazy("Choose a prefecture.")))
    phone = values.get("phone", "")
    if phone and not PHONE.match(phone):
        found.append(
            ("phone", lazy("Write the telephone number with digits, such as 054-123-4567."))
        )
    return found


def written(country: str, address: Mapping[str, str]) -> Sequence[str]:
    """The address line by line, as it stands on a label in its own country."""
    form = FORMS.get(country)
    if form is None:
        return [text for text in address.values() if text]
    values = {name: address.get(name, "") for name in FIELDS}
    lines = (" ".join(line.format(**values).split()) for line in form.lines)
    return [line for line in lines if line.strip("〒 ")]


def full_name(country: str, address: Mapping[str, str]) -> str:
    """The recipient's name in the country's own order."""
    names = (address.get("family_name", ""), address.get("given_name", ""))
    order = form_of(country).order if country in FORMS else ("family_name", "given_name")
    is_family_first = order.index("family_name") < order.index("given_name")
    return " ".join(name for name in (names if is_family_first else names[::-1]) if name)
