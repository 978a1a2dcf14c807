"""What the trail of changes calls what this package writes into it."""

from collections.abc import Mapping
from typing import Final

from core.text import LazyText, lazy

ACTIONS: Final[Mapping[str, LazyText]] = {
    "city:glossary:set": lazy("Word of the glossary set"),
    "city:glossary:synonym": lazy("Another word for the same thing recorded"),
    "city:phrase:set": lazy("Known sentence set"),
    "city:phrase:load": lazy("Known sentences of the market added"),
}
KINDS: Final[Mapping[str, LazyText]] = {
    "glossary_term": lazy("Word of the glossary"),
    "phrase": lazy("Known sentence"),
}
