"""Slips in words of Latin letters: found by the words that remain when a letter is left out."""

from collections.abc import Iterable
from typing import Final

SHORTEST: Final = 4


def variants(word: str) -> list[str]:
    """The word, and the word with each of its letters left out; short words have none."""
    if len(word) < SHORTEST:
        return []
    return sorted({word, *(word[:i] + word[i + 1 :] for i in range(len(word)))})


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


def best(word: str, known: Iterable[tuple[str, int]]) -> str | None:
    """The likeliest word meant: one slip away, two for long ones; the commoner of equals."""
    allowed = 1 if len(word) < 8 else 2
    near = [
        (away, -products, other)
        for other, products in known
        if products > 0 and 0 < (away := distance(word, other)) <= allowed
    ]
    return min(near)[2] if near else None
