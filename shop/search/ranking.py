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


def rank(candidates: Sequence[Candidate], readings: Sequence[Reading], weigh: Weigh) -> list[Hit]:
    """The candidates that answer, best first; what covers half as much as the best is cut."""
    hits = [_best(candidate, readings, weigh) for candidate in candidates]
    most = max((hit.coverage for hit in hits), default=0.0)
    least = max(LEAST, OF_BEST * most)
    kept = [hit for hit in hits if hit.coverage >= least]
    return sorted(kept, key=lambda hit: (-hit.score, hit.product_id))


def _best(candidate: Candidate, readings: Sequence[Reading], weigh: Weigh) -> Hit:
    known = 0.01 * math.log1p(max(candidate.popularity, 0))
    best = Hit(candidate.product_id, 0.0, 0.0)
    for reading in readings:
        score, coverage = _score(candidate.forms, reading, weigh)
        score = reading.factor * score
        if score > best.score:
            best = Hit(candidate.product_id, score, reading.factor * coverage)
    return Hit(best.product_id, best.score + known, best.coverage)


def _score(forms: Mapping[str, Any], reading: Reading, weigh: Weigh) -> tuple[float, float]:
    """How well a reading is answered, and how much of it stands anywhere in the product."""
    weights = {token: weigh(token) for token in reading.tokens}
    whole = sum(weights.values()) or 1.0
    everything, words = str(forms["all"]), str(forms["words"])
    coverage = sum(w for t, w in weights.items() if _stands(t, everything, words)) / whole
    if not coverage:
        return 0.0, 0.0
    best = 0.0
    for _, title, spaced in forms["titles"]:
        share = sum(w for t, w in weights.items() if _stands(t, title, spaced)) / whole
        if share:
            best = max(best, share + _agreement(reading.text, title))
    if (len(reading.text) > 1 or reading.text > "\u2fff") and any(
        reading.text in shelf for shelf in forms["shelf"]
    ):
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


def _stands(token: str, text: str, words: str) -> bool:
    return f" {token} " in words if token.isascii() else token in text
