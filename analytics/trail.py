"""What the trail of changes calls what this package writes into it."""

from collections.abc import Mapping
from typing import Final

from core.text import LazyText, lazy

ACTIONS: Final[Mapping[str, LazyText]] = {
    "city:source:pull": lazy("Figures fetched from a source"),
    "city:target:set": lazy("Target set"),
    "city:target:change": lazy("Target changed"),
    "city:target:close": lazy("Target closed"),
}
KINDS: Final[Mapping[str, LazyText]] = {
    "source": lazy("Source"),
    "target": lazy("Target"),
}
