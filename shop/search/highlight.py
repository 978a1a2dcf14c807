"""Which parts of a name answer the query: marked on the text as it is written.

Folding changes lengths (ﾏｸﾞﾛ has four characters, まぐろ three), so each folded character
remembers the stretch of the original that it came from.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from shop.search.documents import FORM, KEY
from shop.search.fold import fold
from shop.search.index import BEGUN
from shop.search.tokens import compact, stem
from shop.search.understanding import Reading

_STRETCH: Final = re.compile(
    r"[A-Za-z\u00c0-\u024f\uff21-\uff3a\uff41-\uff5a]+(?:['’][A-Za-z]+)?|.", re.DOTALL
)
_LATER: Final = "ー－-‐‑‒–—―−〜～ｰﾞﾟ\u0e31\u0e33\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e3a\u0e47"
"""Belongs to the character before it."""
SHORTEST: Final = 2


@dataclass(frozen=True)
class _Folded:
    """A text without spaces and marks, and where in the original each character comes from."""

    text: str
    places: tuple[tuple[int, int], ...]
    words: tuple[tuple[str, int, int], ...]
    """Latin words by their stems."""


def pieces(text: str, readings: Iterable[Reading]) -> list[tuple[str, bool]]:
    """The text in pieces, each with whether it answers the reading that fits the name best."""
    folded = _folded(text)
    marked: set[int] = set()
    for reading in readings:
        if reading.tokens[0][0] not in {FORM, KEY}:
            found = _marked(folded, reading)
            if len(found) > len(marked):
                marked = found
    return _cut(text, marked)


def _folded(text: str) -> _Folded:
    letters: list[str] = []
    places: list[tuple[int, int]] = []
    words: list[tuple[str, int, int]] = []
    for first, last in _stretches(text):
        folded = compact(fold(text[first:last]))
        if folded.isascii() and folded.isalpha():
            words.append((stem(fold(text[first:last])), first, last))
        letters.append(folded)
        places += [(first, last)] * len(folded)
    return _Folded("".join(letters), tuple(places), tuple(words))


def _stretches(text: str) -> list[tuple[int, int]]:
    """Latin words, and every other character with the marks that belong to it."""
    found: list[tuple[int, int]] = []
    for match in _STRETCH.finditer(text):
        letter = match.group()
        is_mark = letter in _LATER or unicodedata.combining(letter[0])
        if is_mark and found and found[-1][1] == match.start():
            found[-1] = (found[-1][0], match.end())
        else:
            found.append(match.span())
    return found


def _marked(folded: _Folded, reading: Reading) -> set[int]:
    """Places of the original that a reading's text covers, or else its tokens."""
    found = _places(folded, [reading.text]) if len(reading.text) >= SHORTEST else set[int]()
    if not found:
        others = [token for token in reading.tokens if not token.isascii()]
        found = _places(folded, others)
    stems = {token for token in reading.tokens if token.isascii()}
    begun = tuple(token[:-1] for token in stems if token.endswith(BEGUN))
    for word, first, last in folded.words:
        if word in stems or word.startswith(begun):
            found.update(range(first, last))
    return found


def _places(folded: _Folded, parts: Sequence[str]) -> set[int]:
    found: set[int] = set()
    for part in parts:
        at = folded.text.find(part) if not part.isascii() else -1
        while at >= 0:
            for first, last in folded.places[at : at + len(part)]:
                found.update(range(first, last))
            at = folded.text.find(part, at + 1)
    return found


def _cut(text: str, marked: set[int]) -> list[tuple[str, bool]]:
    found: list[tuple[str, bool]] = []
    for place, letter in enumerate(text):
        is_hit = place in marked
        if found and found[-1][1] == is_hit:
            found[-1] = (found[-1][0] + letter, is_hit)
        else:
            found.append((letter, is_hit))
    return found
