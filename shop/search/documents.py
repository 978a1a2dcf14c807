"""A product as the index sees it: weights of its tokens, and the names that the rerank compares."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from shop.search.fold import fold, hiragana
from shop.search.readings import guess
from shop.search.romaji import key_of_kana
from shop.search.tokens import LONGEST, compact, scripts_of, tokens, without_amount

TITLE: Final = 10.0
READING: Final = 6.0
GUESSED: Final = 4.0
AROUND: Final = 1.5
BODY: Final = 1.0
KEY: Final = "~"
"""Marks the key of a Japanese word, so that it is never taken for a word in Latin letters."""
FORM: Final = "="
"""Marks the usual written form of a Japanese word."""
READ: Final = "^"
"""Stands where a name has its language: this one is how the Japanese name is read."""
SURE_GUESSES: Final = 1
MOST_NAMES: Final = 4
"""So many readings are compared as a whole; the others only lead to the product."""
ANY_SCRIPT: Final = 31
_PART: Final = "\x1e"


@dataclass(frozen=True)
class Source:
    """What is indexed of a product."""

    product_id: int
    titles: Mapping[str, str]
    readings: tuple[str, ...] = ()
    shelf: tuple[str, ...] = ()
    makers: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Name:
    """One name of a product, folded: as a whole, and its Latin words between spaces."""

    locale: str
    text: str
    words: str = ""
    scripts: int = 0

    @classmethod
    def of(cls, locale: str, folded: str) -> "Name":
        bare = without_amount(folded)
        found = dict.fromkeys(token for token in tokens(bare) if token.isascii())
        text = compact(bare)
        return cls(locale, text, f" {' '.join(found)} " if found else "", scripts_of([text]))


@dataclass(frozen=True)
class Names:
    """What a product is called; shelf and maker as lines, each between line ends."""

    titles: tuple[Name, ...] = ()
    shelf: str = ""
    maker: str = ""

    @classmethod
    def unpacked(cls, packed: str) -> "Names":
        """The names of one text."""
        titles, shelf, maker = packed.split(_PART)
        names = [line.split("\t") for line in titles.split("\n") if line]
        return cls(tuple([Name(a, b, c, int(d)) for a, b, c, d in names]), shelf, maker)

    def packed(self) -> str:
        """All names as one text."""
        titles = "\n".join(
            f"{one.locale}\t{one.text}\t{one.words}\t{one.scripts}" for one in self.titles
        )
        return _PART.join((titles, self.shelf, self.maker))


@dataclass
class Document:
    """Weights by token, and the product's names."""

    weights: dict[str, float] = field(default_factory=dict[str, float])
    names: Names = field(default_factory=Names)

    def add(self, found: Iterable[str], weight: float) -> None:
        """A token counts with its best field; standing in several adds a little."""
        for token in dict.fromkeys(found):
            best = self.weights.get(token, 0.0)
            self.weights[token] = max(best, weight) + min(best, weight) * 0.1


def document(source: Source) -> Document:
    """Fold and cut everything that is known of a product."""
    made = Document()
    titles: list[Name] = []
    for locale, title in sorted(source.titles.items()):
        folded = fold(title)
        found = tokens(folded)
        made.add(found, TITLE / (1 + 0.03 * len(found)))
        titles.append(Name.of(locale, folded))
    titles += _readings(made, source)
    around = (*source.shelf, *source.makers)
    for texts, weight in ((around, AROUND), (source.bodies, BODY)):
        for text in texts:
            made.add(tokens(fold(text)), weight)
    made.names = Names(tuple(dict.fromkeys(titles)), _lines(source.shelf), _lines(source.makers))
    return made


def _lines(texts: Iterable[str]) -> str:
    """Names to be found as a whole or in part: each between line ends."""
    return (
        "".join(f"\n{line}" for line in dict.fromkeys(compact(fold(text)) for text in texts)) + "\n"
    )


def _readings(made: Document, source: Source) -> list[Name]:
    """How the Japanese name is read, told or guessed, and the usual form of its words."""
    title = source.titles.get("ja", "")
    guessed = guess(title)
    told = [*source.readings, *guessed.readings[:SURE_GUESSES]]
    names: list[Name] = []
    for texts, weight in ((told, READING), (guessed.readings[SURE_GUESSES:], GUESSED)):
        for reading in texts:
            folded = fold(reading)
            made.add(tokens(folded), weight)
            if len(names) < MOST_NAMES:
                text = compact(without_amount(folded))
                names.append(Name(READ, text, "", scripts_of([text])))
    forms = [fold(form) for form in guess(without_amount(title)).forms]
    made.add((FORM + form for form in forms), READING)
    if forms:
        names.append(Name(FORM, "".join(forms), _spaced(FORM + form for form in forms), ANY_SCRIPT))
    for text in dict.fromkeys((title, *told, *guessed.readings)):
        keys = _keys(without_amount(text))
        made.add((KEY + key for key in keys), READING)
        if keys and text in (title, *told):
            spaced = _spaced(KEY + key for key in keys)
            names.append(Name(KEY, "".join(keys), spaced, ANY_SCRIPT))
    return names


def _spaced(words: Iterable[str]) -> str:
    """Words between spaces, so that one is looked up as a whole."""
    return f" {' '.join(words)} "


def _keys(text: str) -> list[str]:
    """Keys of the words in kana, by which romanised words find them."""
    keys: list[str] = []
    word = ""
    for letter in [*hiragana(text), " "]:
        if "\u3041" <= letter <= "\u309f" or letter == "ー":
            word += letter
            continue
        if len(word) > 1 and (key := key_of_kana(word)):
            keys.append(key[: LONGEST - 1])
        word = ""
    return list(dict.fromkeys(keys))
