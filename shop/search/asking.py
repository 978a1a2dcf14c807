"""What people write around the thing they want: `buy … online`, `…の通販`, `…多少钱`."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from shop.search.fold import fold

DATA: Final = Path(__file__).parent / "data" / "asking.json"
MOST: Final = 4
"""So many turns of phrase are taken away, one after the other."""
_PARTICLES: Final = re.compile(
    "(?<=[가-힣]{2})(?:에서는|에서|에게|으로는|으로|이라도|이랑|이나|까지|부터|처럼|보다|하고|은|는|이|가|을|를|의|에|로|와|과|도|만|랑|나)$"
)


@dataclass(frozen=True)
class _Phrases:
    before: tuple[str, ...]
    after: tuple[str, ...]


@cache
def _phrases() -> _Phrases:
    """The turns of phrase, folded, the longest first."""
    data = json.loads(DATA.read_text(encoding="utf-8"))
    before, after = (
        tuple(sorted({fold(text) for text in data[side]}, key=lambda text: (-len(text), text)))
        for side in ("before", "after")
    )
    return _Phrases(before, after)


def bare(folded: str) -> str:
    """The thing itself: a query without the words by which it is asked for."""
    left = folded.strip()
    for _ in range(MOST):
        shorter = _without_one(left)
        if not shorter:
            break
        left = shorter
    return left


def _without_one(text: str) -> str:
    """The text without one phrase at its beginning or end; empty when there is none to take."""
    for phrase in _phrases().before:
        if text.startswith(phrase):
            rest = text[len(phrase) :]
            if rest.strip() and (rest[0].isspace() or not phrase.isascii()):
                return rest.strip()
    for phrase in _phrases().after:
        if text.endswith(phrase):
            rest = text[: -len(phrase)]
            if rest.strip() and (rest[-1].isspace() or not phrase.isascii()):
                return rest.strip()
    return ""


def without_particles(folded: str) -> str:
    """Korean words without the particle at their end."""
    return " ".join(_PARTICLES.sub("", word) for word in folded.split())
