"""Slips in Latin words: the likeliest word that the catalogue knows."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

SHORTEST: Final = 4
LONG: Final = 8
A: Final = ord("a")


class Words:
    """Known words by their letters, so that few of them need to be compared."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in words if len(word) >= SHORTEST - 1]
        self._lengths = np.array([len(word) for word in self._words], np.int16)
        self._letters = np.array([_letters(word) for word in self._words], np.uint32)

    def near(self, word: str) -> list[tuple[int, str]]:
        """(slips, word) of those one slip away, or two when the word is long."""
        if len(word) < SHORTEST:
            return []
        allowed = 1 if len(word) < LONG else 2
        other: NDArray[np.uint32] = np.bitwise_xor(self._letters, np.uint32(_letters(word)))
        alike = np.bitwise_count(other) <= 2 * allowed
        alike &= np.abs(self._lengths - len(word)) <= allowed
        found = [self._words[place] for place in np.nonzero(alike)[0]]
        distances = ((distance(word, one), one) for one in found)
        return [(slips, one) for slips, one in distances if 0 < slips <= allowed]


def _letters(word: str) -> int:
    """Which letters stand in a word, a bit each."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) - A)
    return bits


def distance(one: str, other: str) -> int:
    """How many letters were added, dropped, changed or swapped with their neighbour."""
    rows = [list(range(len(other) + 1))]
    for i, left in enumerate(one, start=1):
        row = [i]
        for j, right in enumerate(other, start=1):
            cost = min(row[-1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (left != right))
            swapped = i > 1 and j > 1 and left == other[j - 2] and one[i - 2] == right
            row.append(min(cost, rows[-2][j - 2] + 1) if swapped else cost)
        rows.append(row)
    return rows[-1][-1]
