"""From one language to another: the catalogue's own titles say what a thing is called elsewhere.

The best hits that are what was meant have names in other languages, too; products so named are
put after them, although no word of the query stands in them.
"""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np

from shop.search.documents import FORM, KEY, READ, Name, Names
from shop.search.index import Index
from shop.search.ranking import Hit, Scale, best_of
from shop.search.tokens import tokens
from shop.search.understanding import Reading

PILLARS: Final = 4
LOOKED_AT: Final = 12
SURE: Final = 0.55
NEAR_BEST: Final = 0.85
POOL: Final = 24
BELOW: Final = 0.9

OWN: Final = frozenset([READ, FORM, KEY])
"""Not languages: how a Japanese name is read, and so on."""

Telling = dict[str, float]
Called = dict[str, list[Telling]]


def cross(
    index: Index, hits: Sequence[Hit], readings: Sequence[Reading], scale: Scale
) -> list[Hit]:
    """Products that other languages call what the best hits are called, scored below these."""
    pillars = _pillars(index, hits, readings, scale)
    if not pillars:
        return []
    called = _called(index, pillars, scale)
    floor = BELOW * min(hit.score for hit in pillars)
    crossed: list[Hit] = []
    for slot in _near(index, called):
        alike = _likeness(index, slot, called, scale)
        if alike >= SURE:
            score = floor * (0.5 + 0.5 * alike)
            crossed.append(Hit(slot, int(index.product_ids[slot]), score, alike))
    return crossed


def _near(index: Index, called: Called) -> list[int]:
    """Products that hold so much of any of the names that they may be as like as is asked for."""
    near = np.zeros(len(index.product_ids), np.float32)
    weighty = np.zeros_like(near)
    for name in (name for names in called.values() for name in names):
        found = np.zeros_like(near)
        whole = sum(name.values())
        for token, weight in name.items():
            slots, weights = index.holders(token)
            part = np.float32(weight / whole)
            found[slots] += part
            weighty[slots] += part * weights
        np.maximum(near, found, out=near)
    places = np.nonzero(near >= SURE / (2 - SURE))[0]
    return [int(slot) for slot in best_of(index, places, weighty[places], POOL)]


def _pillars(
    index: Index, hits: Sequence[Hit], readings: Sequence[Reading], scale: Scale
) -> list[Hit]:
    """Up to four hits that are, by some name, what was meant."""
    meant = [telling for one in readings if (telling := _plain(one.tokens, scale))]
    found: list[Hit] = []
    for hit in hits[:LOOKED_AT]:
        if hit.score < NEAR_BEST * hits[0].score or len(found) == PILLARS:
            break
        names = [_telling(name, scale) for name in Names.unpacked(index.names[hit.slot]).titles]
        if any(_alike(one, name) >= SURE for one in meant for name in names):
            found.append(hit)
    return found


def _called(index: Index, pillars: Iterable[Hit], scale: Scale) -> Called:
    """What these products are called, by language, each name once."""
    found: Called = {}
    for hit in pillars:
        for name in Names.unpacked(index.names[hit.slot]).titles:
            telling = _telling(name, scale) if name.locale not in OWN else {}
            names = found.setdefault(name.locale, [])
            if telling and telling not in names:
                names.append(telling)
    return found


def _likeness(index: Index, slot: int, called: Called, scale: Scale) -> float:
    """How alike a product's names are to any of those in the same language."""
    best = 0.0
    for name in Names.unpacked(index.names[slot]).titles:
        wanted = called.get(name.locale)
        if wanted:
            own = _telling(name, scale)
            best = max(best, *(_alike(one, own) for one in wanted))
    return best


def _telling(name: Name, scale: Scale) -> Telling:
    """The words of a name that tell it from others, with what they count."""
    others = (token for token in tokens(name.text) if not token.isascii())
    return _plain((*name.words.split(), *others), scale)


def _plain(found: Iterable[str], scale: Scale) -> Telling:
    return {token: weight for token in found if (weight := scale.telling_weight(token))}


def _alike(one: Telling, other: Telling) -> float:
    """The telling words that two names share, twice, by all of theirs."""
    both = sum([weight for token, weight in one.items() if token in other])
    whole = sum(one.values()) + sum(other.values())
    return 2 * both / whole if both else 0.0
