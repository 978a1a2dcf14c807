"""The rerank: how well a product's own names answer what was meant."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shop.search.documents import FORM, KEY, READ, Name, Names
from shop.search.index import BEGUN, Index
from shop.search.tokens import HAN_CHARACTER, scripts_of, tokens
from shop.search.understanding import AS_TYPED, Reading, idf

POOL: Final = 40
COMMON: Final = 0.1
FEW_PRODUCTS: Final = 200
MOST_TERMS: Final = 80
LEAST: Final = 0.34
OF_BEST: Final = 0.5
ON_SHELF: Final = 0.3
BY_MAKER: Final = 0.8
AT_EDGE: Final = 0.1
BEGINS: Final = 0.4
BELOW_WHOLE: Final = 0.85
"""What only begins a name counts less than what is one."""
KANA_ALONE: Final = 2
FEW_KANA: Final = 3
OWN_LANGUAGE: Final = 0.25
AS_READ: Final = 0.9
APART: Final = frozenset([FORM, KEY])
TELLING: Final = 0.015
TELLING_MORE: Final = 5
ROUNDING: Final = 1e-9
WORTH_READING: Final = 0.75
"""A reading of the query is compared with a product's names from this share of the best on."""

Scores = NDArray[np.float32]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Hit:
    """A product that answers, with its score and the share of the query it covers."""

    slot: int
    product_id: int
    score: float
    coverage: float

    @property
    def order(self) -> tuple[float, int]:
        return (-self.score, self.product_id)


@dataclass(frozen=True)
class Weighed:
    """A reading with what its tokens count: worked out once, asked of every candidate."""

    reading: Reading
    parts: tuple[tuple[str, bool, float], ...]
    """What is looked for, whether among the spaced words, and its part of the whole."""
    whole: float
    kind: str
    """Which names it is compared with: those of keys, those of usual forms, or all others."""
    scripts: int
    is_beginning: bool
    """Whether names that begin so are likelier meant than those that hold it elsewhere."""
    is_run: bool
    """Whether all of its tokens are parts of its text."""

    def share(self, name: Name) -> float:
        """How much of the reading stands in a name."""
        text, words = name.text, name.words
        if self.is_run and self.reading.text in text:
            return 1.0
        return sum(
            [part for token, is_word, part in self.parts if token in (words if is_word else text)]
        )


class Scale:
    """What tokens and parts of names count in an index; remembered for the time of a search."""

    def __init__(self, index: Index) -> None:
        self._keys, self._weights = index.vocabulary, index.weights
        most = int(TELLING * index.size + TELLING_MORE)
        self._least = idf(most, index.size) - ROUNDING
        self._texts: dict[str, float] = {}

    def weight(self, token: str) -> float:
        """How telling a token is."""
        key = self._keys.get(token, 0)
        return self._weights[key] if key < len(self._weights) else self._weights[0]

    def telling_weight(self, token: str) -> float:
        """The same, but nothing for sizes and for words of very many products."""
        weight = self.weight(token)
        is_common = weight < self._least and token in self._keys
        return 0.0 if is_common or token.isdigit() else weight

    def telling(self, text: str) -> float:
        """What a part of a name counts."""
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = sum(map(self.telling_weight, tokens(text)))
        return known

    def weigh(self, reading: Reading) -> Weighed:
        weights = [(token, self.weight(token)) for token in reading.tokens]
        whole = sum(weight for _, weight in weights) or 1.0
        return Weighed(
            reading,
            tuple((*_looked_for(token), weight / whole) for token, weight in weights),
            whole,
            reading.tokens[0][0] if reading.tokens[0][0] in APART else "",
            scripts_of(reading.tokens),
            _is_beginning(reading),
            not any(token.isascii() or token[0] in APART for token in reading.tokens),
        )


def _is_beginning(reading: Reading) -> bool:
    """A few kana as they were typed: within and at the end of words they stand by chance."""
    is_short = reading.factor >= AS_TYPED and len(reading.text) <= FEW_KANA
    return is_short and scripts_of([reading.text]) == KANA_ALONE


def _looked_for(token: str) -> tuple[str, bool]:
    """What is looked for of a token in names, and whether among the spaced words."""
    if token.endswith(BEGUN):
        begun = token[:-1]
        return (f" {begun}", True) if begun.isascii() else (begun, False)
    is_word = token.isascii() or token[0] == FORM
    return (f" {token} ", True) if is_word else (token, False)


class Ranking:
    """One search in one index."""

    def __init__(self, index: Index, readings: Sequence[Reading], locale: str) -> None:
        self.index = index
        self.scale = Scale(index)
        self._language = locale[:2]
        self._readings = [self.scale.weigh(reading) for reading in readings]

    @cached_property
    def shares(self) -> Scores:
        """For each reading, how much of it stands anywhere in each product."""
        found = np.zeros((len(self._readings), len(self.index.product_ids)), np.float32)
        for row, weighed in enumerate(self._readings):
            for token, (_, _, part) in zip(weighed.reading.tokens, weighed.parts, strict=True):
                slots, _ = self.index.holders(token)
                found[row, slots] += np.float32(part)
        return found

    @cached_property
    def reached(self) -> Scores:
        """The best share of any reading, by what the reading counts."""
        best = np.zeros(len(self.index.product_ids), np.float32)
        for row, weighed in enumerate(self._readings):
            np.maximum(best, self.shares[row] * np.float32(weighed.reading.factor), out=best)
        return best

    @cached_property
    def least(self) -> float:
        """From which share on a product is an answer: half of the best one's."""
        return max(LEAST, OF_BEST * float(self.reached.max(initial=0.0)))

    def answers(self) -> Places:
        """All products that answer, in no order."""
        return np.nonzero(self.reached >= np.float32(self.least))[0]

    def hits(self, within: Places) -> list[Hit]:
        """The likeliest of these products, compared name by name; best first."""
        weights = self._weights(within)
        pool = np.union1d(
            best_of(self.index, within, weights, POOL),
            best_of(self.index, within, self.reached[within], POOL // 2),
        )
        return sorted((self._hit(int(slot)) for slot in pool), key=lambda hit: hit.order)

    def _weights(self, within: Places) -> Scores:
        factors: dict[str, float] = {}
        for weighed in self._readings:
            for token in weighed.reading.tokens:
                factors[token] = max(factors.get(token, 0.0), weighed.reading.factor)
        return weights_of(self.index, factors, self.scale)[within]

    def _hit(self, slot: int) -> Hit:
        names = Names.unpacked(self.index.names[slot])
        shares = self.shares[:, slot]
        best, reached = 0.0, float(self.reached[slot])
        for row, weighed in enumerate(self._readings):
            share = float(shares[row])
            factor = weighed.reading.factor
            if share * factor >= WORTH_READING * reached:
                best = max(best, factor * (0.5 * share + self._named(weighed, names)))
        known = 0.01 * math.log1p(max(int(self.index.facts[slot, 0]), 0))
        return Hit(slot, int(self.index.product_ids[slot]), best + known, reached)

    def _named(self, weighed: Weighed, names: Names) -> float:
        """How well the best of the names answers a reading."""
        text = weighed.reading.text
        best = 0.0
        for name in names.titles:
            is_apart = name.locale in APART
            if not weighed.scripts & name.scripts or weighed.kind != (
                name.locale if is_apart else ""
            ):
                continue
            share = weighed.share(name)
            if not share:
                continue
            value = share + self._agreement(weighed, name.text)
            if is_apart or name.locale == READ:
                value *= AS_READ
            elif name.locale[:2] == self._language:
                value += OWN_LANGUAGE * share
            best = max(best, value)
        is_long = len(text) > 1 or text > "\u2fff"
        if is_long and text in names.maker:
            best = max(best, BY_MAKER + (1.0 if f"\n{text}\n" in names.maker else 0.0))
        return best + (ON_SHELF if is_long and text in names.shelf else 0.0)

    def _agreement(self, weighed: Weighed, title: str) -> float:
        """Being the title counts most, then standing in it, then naming it in a longer phrase."""
        text = weighed.reading.text
        if not text or not title:
            return 0.0
        if text == title:
            return 1.0
        before, there, after = title.partition(text)
        if there:
            rest = sum(self.scale.telling(part) for part in (before, after) if part)
            part = 0.3 + 0.5 * weighed.whole / (weighed.whole + rest)
            value = part + (0.0 if before and after else AT_EDGE)
            if weighed.is_beginning and self._is_before_a_name(before):
                value = max(value, min(BELOW_WHOLE, part + BEGINS))
            return value
        if len(title) > 2 and title in text:
            return 0.3 * len(title) / len(text)
        return 0.0

    def _is_before_a_name(self, text: str) -> bool:
        """Whether a name only begins after this: dried, sliced, for the trade."""
        is_word = len(text) > FEW_KANA or bool(HAN_CHARACTER.search(text))
        return not text or (is_word and not self.scale.telling(text))


def weights_of(index: Index, factors: dict[str, float], scale: Scale) -> Scores:
    """What the most telling tokens weigh in each product; common ones only where none is rare."""
    there = {token: index.count(token) for token in factors}
    known = [token for token, count in there.items() if count]
    rare = [token for token in known if there[token] <= COMMON * index.size]
    kept = rare if rare and index.size >= FEW_PRODUCTS else known
    kept.sort(key=lambda token: (-factors[token] * scale.weight(token), token))
    found = np.zeros(len(index.product_ids), np.float32)
    for token in kept[:MOST_TERMS]:
        slots, weights = index.holders(token)
        found[slots] += np.float32(factors[token] * scale.weight(token)) * weights
    return found


def best_of(
    index: Index, slots: Places, scores: Scores, most: int, *, in_order: bool = False
) -> Places:
    """The slots with the highest scores; of equals those of the oldest products."""
    if len(slots) > most:
        near = scores >= np.partition(scores, -most)[-most]
        slots, scores = slots[near], scores[near]
    elif not in_order:
        return slots
    return slots[np.lexsort((index.product_ids[slots], -scores))[:most]]
