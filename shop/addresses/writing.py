"""An address line by line: as its own country writes it, and in Latin letters for the post."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Final

from shop.addresses.formats import FIELD_OF, HOME, Form, cities, form_of, is_known, meant

SCRIPTS: Final[Mapping[str, str]] = {
    "JP": "CJK", "TW": "CJK", "HK": "CJK", "MO": "CJK", "CN": "CJK", "KR": "HANGUL", "TH": "THAI",
}  # fmt: skip
_KANA: Final = ("HIRAGANA", "KATAKANA")


def written(country: str, address: Mapping[str, str]) -> Sequence[str]:
    """The address as it stands on a label in its own country, in the letters it was typed in."""
    if not is_known(country):
        return [text for text in address.values() if text]
    form = form_of(country)
    is_local = _is_local(form, address)
    return _lines(form, address, is_local=is_local, is_upper=False)


def label_lines(country: str, address: Mapping[str, str]) -> Sequence[str]:
    """The address in Latin order as mail from abroad carries it, the country in the last line."""
    form = form_of(country)
    lines = _lines(form, address, is_local=False, is_upper=True)
    return lines if lines and lines[-1] == form.post_name else [*lines, form.post_name]


def full_name(country: str, address: Mapping[str, str]) -> str:
    """The recipient's name in the country's own order."""
    names = (address.get("family_name", ""), address.get("given_name", ""))
    is_family_first = form_of(country).is_family_first if is_known(country) else True
    present = [name for name in (names if is_family_first else names[::-1]) if name]
    is_glued = country != HOME and all(_has_script(name, "CJK", "HANGUL") for name in present)
    return ("" if is_glued else " ").join(present)


def reading(address: Mapping[str, str]) -> str:
    """The recipient's name in kana, where it was given."""
    names = (address.get("family_kana", ""), address.get("given_kana", ""))
    return " ".join(name for name in names if name)


def _is_local(form: Form, address: Mapping[str, str]) -> bool:
    """Whether street and city are in the country's own letters; a choice from a list is no sign."""
    script = SCRIPTS.get(form.country)
    if script is None:
        return True
    own = (script, *_KANA) if form.country == HOME else (script,)
    return any(_has_script(address.get(name, ""), *own) for name in ("street", "city", "building"))


def _has_script(text: str, *scripts: str) -> bool:
    return any(unicodedata.name(letter, "").startswith(scripts) for letter in text)


def _lines(form: Form, address: Mapping[str, str], *, is_local: bool, is_upper: bool) -> list[str]:
    values = {letter: address.get(name, "") for letter, name in FIELD_OF.items()}
    values["N"] = full_name(form.country, address)
    if region := form.region(values["S"]) if values["S"] else None:
        values["S"] = region.native if is_local and not region.key.isupper() else region.abroad
        city = None if is_local else meant(cities(form.country, region.key), values["C"])
        values["C"] = city.latin if city else values["C"]
    if is_upper:
        for letter, name in FIELD_OF.items():
            if name in form.upper:
                values[letter] = values[letter].upper()
    template = form.local if is_local else form.latin
    lines = (_line(each, values) for each in template.split("%n"))
    return [line for line in lines if line]


def _line(template: str, values: Mapping[str, str]) -> str:
    """One line; what stands between two fields goes when one of them is empty."""
    made, pending = "", ""
    for token in re.findall(r"%[A-Z]|[^%]+", template):
        if not token.startswith("%"):
            pending = token
        elif text := values.get(token[1], ""):
            made += (pending if made or not _is_joint(pending) else "") + text
            pending = ""
    if not made and pending.strip().isalpha():
        return pending.strip()
    return made.strip()


def _is_joint(text: str) -> bool:
    """Whether a literal only ties two fields together, such as a comma."""
    return not any(letter.isalpha() or letter == "〒" for letter in text)
