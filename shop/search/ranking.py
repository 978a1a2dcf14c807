"""The rerank: how well a product's own forms answer what was meant."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from shop.search.understanding import Reading

LEAST: Final = 0.34
OF_BEST: Final = 0.5
SHELF: Final = 0.3
"""What it counts to stand on the shelf that the query names."""


@dataclass(frozen=True)
class Hit:
    """A product that answers, with its score and the share of the query it covers."""

    product_id: int
    score: float
    coverage: float


@dataclass(frozen=True)
class Candidate:
    """A product as the index gave it."""

    product_id: int
    forms: Mapping[str, Any]
    popularity: int


Weigh = Callable[[str], float]


@dataclass(frozen=True)
class _Weighed:
    """A reading with what its tokens count: worked out once, asked of every candidate."""

    reading: Reading
    tokens: tuple[tuple[str, bool, float], ...]
    """What is looked for, whether among the spaced words, and what it counts."""
    whole: float

    def share(self, text: str, words: str) -> float:
        """How much of the reading stands there."""
        there = [w for token, is_word, w in self.tokens if token in (words if is_word else text)]
        return sum(there) / self.whole


def rank(candidates: Sequence[Candidate], readings: Sequence[Reading], weigh: Weigh) -> list[Hit]:
    """The candidates that answer, best first; what covers half as much as the best is cut."""
    weighed = [_weighed(reading, weigh) for reading in readings]
    hits = [_best(candidate, weighed) for candidate in candidates]
    most = max((hit.coverage for hit in hits), default=0.0)
    least = max(LEAST, OF_BEST * most)
    kept = [hit for hit in hits if hit.coverage >= least]
    return sorted(kept, key=lambda hit: (-hit.score, hit.product_id))


def _weighed(reading: Reading, weigh: Weigh) -> _Weighed:
    weights = {token: weigh(token) for token in reading.tokens}
    tokens = tuple(
        (f" {token} ", True, weight) if token.isascii() else (token, False, weight)
        for token, weight in weights.items()
    )
    return _Weighed(reading, tokens, sum(weights.values()) or 1.0)


def _best(candidate: Candidate, readings: Sequence[_Weighed]) -> Hit:
    known = 0.01 * math.log1p(max(candidate.popularity, 0))
    best = Hit(candidate.product_id, 0.0, 0.0)
    for weighed in readings:
        score, coverage = _score(candidate.forms, weighed)
        factor = weighed.reading.factor
        if factor * score > best.score:
            best = Hit(candidate.product_id, factor * score, factor * coverage)
    return Hit(best.product_id, best.score + known, best.coverage)


def _score(forms: Mapping[str, Any], weighed: _Weighed) -> tuple[float, float]:
    """How well a reading is answered, and how much of it stands anywhere in the product."""
    coverage = weighed.share(str(forms["all"]), str(forms["words"]))
    if not coverage:
        return 0.0, 0.0
    text = weighed.reading.text
    best = 0.0
    for _, title, spaced in forms["titles"]:
        share = weighed.share(title, spaced)
        if share:
            best = max(best, share + _agreement(text, title))
    if (len(text) > 1 or text > "\u2fff") and any(text in shelf for shelf in forms["shelf"]):
        best += SHELF
    return 0.5 * coverage + best, coverage


def _agreement(text: str, title: str) -> float:
    """Being the title counts most, then standing in it, then naming it in a longer phrase."""
    if not text or not title:
        return 0.0
    if text == title:
        return 1.0
    if text in title:
        start = 0.1 if title.startswith(text) or title.endswith(text) else 0.0
        return 0.3 + start + 0.4 * len(text) / len(title)
    if len(title) > 2 and title in text:
        return 0.3 * len(title) / len(text)
    return 0.0
