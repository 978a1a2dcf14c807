"""The index in memory: which products hold a token and how much it weighs, as plain arrays.

Each process makes it for itself from the documents in the database, and brings it up to date
with what has changed since; nothing is written back from here. An index never changes: a newer
one takes its place, so that searches under way are not disturbed.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from itertools import islice
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from shop.search.spelling import Words
from shop.search.tokens import SOUNDS, is_latin

Numbers = NDArray[np.int64]
Slots = NDArray[np.int32]
Bytes = NDArray[np.uint8]
SCALE: Final = 8.0
"""Weights are kept in a byte each, in eighths."""
BEGUN: Final = "*"
"""Ends what stands for every word that begins so: `herr*`, `ぱ*`."""
MOST_BEGUN: Final = 60
LATE_PART: Final = 0.02
LATE_LEAST: Final = 200


def pack(weights: Mapping[int, float]) -> bytes:
    """Keys of terms in ascending order, then the weight of each."""
    keys = sorted(weights)
    eighths = (min(255, max(1, round(weights[key] * SCALE))) for key in keys)
    return np.array(keys, "<u4").tobytes() + bytes(eighths)


def unpack(packed: bytes) -> tuple[Slots, Bytes]:
    """Keys of terms and weights of one document."""
    count = len(packed) // 5
    keys = np.frombuffer(packed, "<u4", count).astype(np.int32)
    return keys, np.frombuffer(packed, np.uint8, count, offset=4 * count)


@dataclass(frozen=True)
class Entry:
    """A product as the index holds it; one without terms is not found."""

    product_id: int
    packed: bytes
    names: str
    facts: tuple[int, ...]


@dataclass(frozen=True)
class _Postings:
    """Places and weights of every term, one after the other; `starts` says where each begins."""

    starts: Numbers
    slots: Slots
    weights: Bytes


@dataclass(frozen=True, eq=False)
class Index:
    """What is searched.

    A slot is a product's place in the arrays. A product that has changed gets a new one, and the
    old is no longer alive.
    """

    vocabulary: Mapping[str, int]
    counts: Numbers
    product_ids: Numbers
    names: Sequence[str]
    facts: Numbers
    is_alive: NDArray[np.bool_]
    slot_of: Mapping[int, int]
    postings: _Postings
    late: Mapping[int, Sequence[tuple[int, int]]]
    """What was added since the arrays were made: slots and weights by term."""

    @property
    def size(self) -> int:
        """How many products can be found."""
        return len(self.slot_of)

    def count(self, token: str) -> int:
        """In how many products a token stands."""
        key = self.vocabulary.get(token, 0)
        if not key and token.endswith(BEGUN):
            return sum(map(self.count, self._begun(token[:-1])))
        return self._listed[key] if key < len(self._listed) else 0

    @cached_property
    def _listed(self) -> list[int]:
        """The counts as plain numbers: one of them is read far quicker so. No term has key 0."""
        return [0, *self.counts.tolist()[1:]]

    def holders(self, token: str) -> tuple[Slots, Bytes]:
        """Slots that hold a token, in ascending order, and its weight in each."""
        if token.endswith(BEGUN):
            return self._holders_of_any(self._begun(token[:-1]))
        key = self.vocabulary.get(token, -1)
        starts = self.postings.starts
        if 0 <= key < len(starts) - 1:
            first, last = int(starts[key]), int(starts[key + 1])
            slots, weights = self.postings.slots[first:last], self.postings.weights[first:last]
        else:
            slots, weights = np.empty(0, np.int32), np.empty(0, np.uint8)
        if not self.is_alive.all():
            alive = self.is_alive[slots]
            slots, weights = slots[alive], weights[alive]
        added = [one for one in self.late.get(key, ()) if self.is_alive[one[0]]]
        if added:
            slots = np.concatenate([slots, np.array([slot for slot, _ in added], np.int32)])
            weights = np.concatenate([weights, np.array([w for _, w in added], np.uint8)])
        return slots, weights

    def _holders_of_any(self, words: Sequence[str]) -> tuple[Slots, Bytes]:
        """Slots that hold one of the words, and what the weightiest of them weighs in each."""
        best = np.zeros(len(self.product_ids), np.uint8)
        for word in words:
            slots, weights = self.holders(word)
            best[slots] = np.maximum(best[slots], weights)
        slots = np.nonzero(best)[0].astype(np.int32)
        return slots, best[slots]

    @cached_property
    def weights(self) -> list[float]:
        """How telling each term is; the first is one that stands nowhere."""
        size = self.size
        counts = self.counts.astype(np.float64)
        found = np.log(1 + (size - counts + 0.5) / (counts + 0.5))
        found[counts <= 0] = 0.5 * math.log(1 + size)
        return [0.5 * math.log(1 + size), *found.tolist()[1:]]

    @cached_property
    def latin(self) -> list[str]:
        """Words in Latin letters, sorted."""
        return sorted(word for word in self.vocabulary if is_latin(word))

    @cached_property
    def words(self) -> Words:
        """Words in Latin letters, ready to be compared with slips."""
        return Words(self.latin)

    @cached_property
    def pairs(self) -> list[str]:
        """Pairs of kana or Hangul, sorted."""
        return sorted(word for word in self.vocabulary if len(word) == 2 and word[0] in SOUNDS)

    def begun(self, start: str, most: int) -> list[str]:
        """The commonest words in Latin letters, or pairs of kana or Hangul, that begin so."""
        return self.between(start, start + ("{" if start.isascii() else "\uffff"), most)

    @cached_property
    def _begun(self) -> Callable[[str], list[str]]:
        """What `start*` stands for; a search asks several times for the same."""
        return lru_cache(maxsize=64)(partial(self.begun, most=MOST_BEGUN))

    def between(self, first: str, last: str, most: int) -> list[str]:
        """The commonest such words from one on and before another."""
        words = self.latin if first.isascii() else self.pairs
        places = bisect_left(words, first), bisect_left(words, last)
        words = [word for word in islice(words, *places) if self.count(word)]
        return sorted(words, key=lambda word: (-self.count(word), word))[:most]


def build(entries: Iterable[Entry], vocabulary: Mapping[str, int], columns: int) -> Index:
    """An index of these products, with so many facts of each."""
    found = [entry for entry in entries if entry.packed]
    unpacked = [unpack(entry.packed) for entry in found]
    keys = np.concatenate([np.empty(0, np.int32), *(keys for keys, _ in unpacked)])
    weights = np.concatenate([np.empty(0, np.uint8), *(weights for _, weights in unpacked)])
    slots = np.repeat(np.arange(len(found), dtype=np.int32), [len(one) for one, _ in unpacked])
    terms = max(vocabulary.values(), default=0) + 1
    return Index(
        vocabulary=vocabulary,
        counts=np.bincount(keys, minlength=terms),
        product_ids=_ids(found),
        names=[entry.names for entry in found],
        facts=_facts(found, columns),
        is_alive=np.ones(len(found), np.bool_),
        slot_of={entry.product_id: slot for slot, entry in enumerate(found)},
        postings=_postings(keys, slots, weights, terms),
        late={},
    )


def renewed(index: Index, entries: Sequence[Entry]) -> Index:
    """The index with these products as they are now; their terms are in the vocabulary."""
    dead = [index.slot_of[e.product_id] for e in entries if e.product_id in index.slot_of]
    found = [entry for entry in entries if entry.packed]
    first = len(index.product_ids)
    is_alive = np.concatenate([index.is_alive, np.ones(len(found), np.bool_)])
    is_alive[dead] = False
    slot_of = {**index.slot_of}
    for entry in entries:
        slot_of.pop(entry.product_id, None)
    slot_of.update({entry.product_id: first + place for place, entry in enumerate(found)})
    late = {key: list(added) for key, added in index.late.items()}
    counts = np.zeros(max(index.vocabulary.values(), default=0) + 1, np.int64)
    counts[: len(index.counts)] = index.counts
    counts -= _held_by(index, dead, len(counts))
    for place, entry in enumerate(found):
        keys, weights = unpack(entry.packed)
        counts[keys] += 1
        for key, weight in zip(keys.tolist(), weights.tolist(), strict=True):
            late.setdefault(key, []).append((first + place, weight))
    newer = replace(
        index,
        counts=counts,
        product_ids=np.concatenate([index.product_ids, _ids(found)]),
        names=[*index.names, *(entry.names for entry in found)],
        facts=np.concatenate([index.facts, _facts(found, index.facts.shape[1])]),
        is_alive=is_alive,
        slot_of=slot_of,
        late=late,
    )
    is_much = len(is_alive) - first + int((~is_alive).sum()) > LATE_LEAST + LATE_PART * newer.size
    return _settled(newer) if is_much or len(index.product_ids) == 0 else newer


def _held_by(index: Index, slots: Sequence[int], terms: int) -> Numbers:
    """In how many of these products each term stands."""
    found = np.zeros(terms, np.int64)
    if slots:
        are_meant = np.zeros(len(index.product_ids), np.bool_)
        are_meant[list(slots)] = True
        places = np.nonzero(are_meant[index.postings.slots])[0]
        keys = np.searchsorted(index.postings.starts, places, side="right") - 1
        found += np.bincount(keys, minlength=terms)
        for key, added in index.late.items():
            found[key] += sum(bool(are_meant[slot]) for slot, _ in added)
    return found


def _settled(index: Index) -> Index:
    """The same index in arrays alone, without what is no longer alive."""
    keys = np.repeat(np.arange(len(index.postings.starts) - 1), np.diff(index.postings.starts))
    added = [(key, slot, weight) for key, more in index.late.items() for slot, weight in more]
    late = np.array(added, np.int64).reshape(-1, 3)
    keys = np.concatenate([keys, late[:, 0]])
    slots = np.concatenate([index.postings.slots, late[:, 1].astype(np.int32)])
    weights = np.concatenate([index.postings.weights, late[:, 2].astype(np.uint8)])
    alive = index.is_alive[slots]
    places = np.cumsum(index.is_alive) - 1
    kept = np.nonzero(index.is_alive)[0]
    product_ids = index.product_ids[kept]
    return replace(
        index,
        product_ids=product_ids,
        names=[index.names[int(slot)] for slot in kept],
        facts=index.facts[kept],
        is_alive=np.ones(len(kept), np.bool_),
        slot_of={int(key): slot for slot, key in enumerate(product_ids)},
        postings=_postings(keys[alive], places[slots[alive]], weights[alive], len(index.counts)),
        late={},
    )


def _postings(keys: NDArray[Any], slots: NDArray[Any], weights: Bytes, terms: int) -> _Postings:
    """Arrays in the order of terms, and within one in that of slots."""
    order = np.lexsort((slots, keys))
    counts = np.bincount(keys, minlength=terms)
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    return _Postings(starts, slots[order].astype(np.int32), weights[order])


def _ids(entries: Sequence[Entry]) -> Numbers:
    return np.array([entry.product_id for entry in entries], np.int64)


def _facts(entries: Sequence[Entry], columns: int) -> Numbers:
    return np.array([entry.facts for entry in entries], np.int64).reshape(-1, columns)
