"""Kinds of terms, as staff read them."""

from collections.abc import Mapping
from typing import Final

from core.text import LazyText, lazy

KINDS: Final[Mapping[str, LazyText]] = {
    "fish": lazy("Fish and shellfish"),
    "cut": lazy("Cuts"),
    "bushi": lazy("Katsuobushi and other dried fish"),
    "surimi": lazy("Fish paste"),
    "preserved": lazy("Preserved and seasoned"),
    "label": lazy("Words of the label"),
    "place": lazy("Places"),
    "other": lazy("Other terms"),
}


def label_of(kind: str) -> str:
    """A kind in the reader's language; the word itself for one that staff made up."""
    return str(KINDS.get(kind, kind))
