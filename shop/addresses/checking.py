"""An address as it is kept, and what is wrong with one."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from core.text import LazyText, lazy
from shop.addresses import phones
from shop.addresses.formats import HOME, Form, form_of, region_pattern

LONGEST: Final = 100
KANA: Final = re.compile(r"[ァ-ヶー・ ]+")
_MISSING: Final = lazy("Fill this in.")
_NARROW: Final = str.maketrans("０１２３４５６７８９－ー−‐―＋（）　", "0123456789-----+() ")
_TO_KATAKANA: Final = {code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)}


def tidy(country: str, values: Mapping[str, str]) -> dict[str, str]:
    """An address as it is kept: the country's own fields, spaces trimmed, full width narrowed.

    Regions are kept by their key whatever they were called, readings in katakana, telephones as
    they are dialled in that country. Tidying what is tidy changes nothing.
    """
    form = form_of(country)
    kept: dict[str, str] = {}
    for name in form.order:
        text = " ".join((values.get(name) or "").split())
        if text:
            kept[name] = _tidied(form, name, text)
    return kept


def _tidied(form: Form, name: str, text: str) -> str:
    if name == "postal_code":
        return _postal_code(form, text.translate(_NARROW))
    if name == "phone":
        return phones.tidy(form.country, text.translate(_NARROW))
    if name.endswith("_kana"):
        return unicodedata.normalize("NFKC", text).translate(_TO_KATAKANA)
    if name == "region" and (region := form.region(text)):
        return region.key
    return text


def _postal_code(form: Form, text: str) -> str:
    if form.country != HOME:
        return text.upper()
    digits = re.sub(r"[〒\s-]", "", text)
    return f"{digits[:3]}-{digits[3:]}" if re.fullmatch(r"\d{7}", digits) else text


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
    found += _region_problems(form, values)
    found += [
        (name, lazy("Write this in kana."))
        for name in ("family_kana", "given_kana")
        if values.get(name) and not KANA.fullmatch(values[name])
    ]
    phone = values.get("phone", "")
    if phone and phones.parse(country, phone) is None:
        said = lazy(
            "Write a telephone number with its area code, such as %(example)s.",
            example=phones.example(country) or "+81 54-626-1111",
        )
        found.append(("phone", said))
    return found


def _region_problems(form: Form, values: Mapping[str, str]) -> list[tuple[str, LazyText]]:
    """What is wrong with region and postal code, by themselves and with one another."""
    found: list[tuple[str, LazyText]] = []
    text, code = values.get("region", ""), values.get("postal_code", "")
    region = form.region(text) if text and form.regions else None
    if text and form.regions and region is None:
        found.append(("region", lazy("Choose one of the list.")))
    if code and form.postal_code and not form.postal_code.fullmatch(code):
        said = lazy("Write the postal code like this: %(example)s.", example=form.postal_example)
        found.append(("postal_code", said))
    elif code and region:
        pattern = region_pattern(form.country, region.key)
        if pattern and not pattern.match(code):
            said = lazy("%(code)s is no postal code of %(region)s.", code=code, region=region.latin)
            found.append(("postal_code", said))
    return found
