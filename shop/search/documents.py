"""A product as the index sees it: weights of its tokens, and the forms that the rerank compares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from shop.search.fold import fold, hiragana
from shop.search.romaji import key_of_kana
from shop.search.tokens import LONGEST, compact, is_latin, tokens

TITLE: Final = 10.0
READING: Final = 6.0
AROUND: Final = 1.5
BODY: Final = 1.0
KEY: Final = "~"
"""Marks the key of a Japanese word, so that it is never taken for a word in Latin letters."""


@dataclass(frozen=True)
class Source:
    """What is indexed of a product."""

    product_id: int
    titles: Mapping[str, str]
    readings: tuple[str, ...] = ()
    shelf: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()
    popularity: int = 0


@dataclass
class Document:
    """Weights by token, and forms for the rerank: titles, and everything else run together."""

    weights: dict[str, float] = field(default_factory=dict[str, float])
    forms: dict[str, Any] = field(default_factory=dict[str, Any])

    def add(self, found: Iterable[str], weight: float) -> None:
        """A token counts with its best field; standing in several adds a little."""
        for token in dict.fromkeys(found):
            best = self.weights.get(token, 0.0)
            self.weights[token] = max(best, weight) + min(best, weight) * 0.1


def document(source: Source) -> Document:
    """Fold and cut everything that is known of a product."""
    made = Document()
    titles: list[list[str]] = []
    for locale, title in sorted(source.titles.items()):
        folded = fold(title)
        found = tokens(folded)
        made.add(found, TITLE / (1 + 0.03 * len(found)))
        titles.append([locale, compact(folded), _spaced(found)])
    readings = [fold(reading) for reading in source.readings]
    for reading in readings:
        made.add(tokens(reading), READING)
    keys = _keys([source.titles.get("ja", ""), *source.readings])
    made.add((KEY + key for key in keys), READING)
    rest: list[str] = []
    around = (*source.shelf, *source.around)
    for texts, weight in ((around, AROUND), (source.bodies, BODY)):
        for text in texts:
            folded = fold(text)
            made.add(tokens(folded), weight)
            rest.append(folded)
    everything = [*(title for _, title, _ in titles), *readings, *map(compact, rest)]
    words = [word for _, _, spaced in titles for word in spaced.split()]
    words += [token for folded in rest for token in tokens(folded) if is_latin(token)]
    made.forms = {
        "titles": titles,
        "shelf": [compact(fold(name)) for name in source.shelf],
        "all": "\n".join(everything),
        "words": _spaced([*words, *(KEY + key for key in keys)]),
    }
    return made


def _spaced(found: Iterable[str]) -> str:
    """Latin words and numbers between spaces, so that one is looked up as a whole."""
    words = dict.fromkeys(token for token in found if token.isascii())
    return f" {' '.join(words)} "


def _keys(texts: Iterable[str]) -> list[str]:
    """Keys of the words in kana, by which romanised words find them."""
    keys: list[str] = []
    for text in texts:
        word = ""
        for letter in [*hiragana(text), " "]:
            if "\u3041" <= letter <= "\u309f" or letter == "ー":
                word += letter
                continue
            if len(word) > 1 and (key := key_of_kana(word)):
                keys.append(key[: LONGEST - 1])
            word = ""
    return list(dict.fromkeys(keys))
