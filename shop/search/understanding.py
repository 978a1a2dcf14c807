"""What a visitor means: the words as typed, as romaji, and as the glossary knows them."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final
from weakref import WeakKeyDictionary

from core.unit_of_work import UnitOfWork
from i18n.glossary import queries as glossary
from shop.search.documents import KEY
from shop.search.fold import fold
from shop.search.romaji import kana_of_latin, key_of_latin
from shop.search.tokens import compact, latin_words, stem, tokens

MOST_LETTERS: Final = 100
MOST_READINGS: Final = 14
AS_TYPED: Final = 1.0
CORRECTED: Final = 0.95
BY_GLOSSARY: Final = 0.85
AS_ROMAJI: Final = 0.7


@dataclass(frozen=True)
class Reading:
    """One way to take the query: its tokens, the text as a whole, and how much it counts."""

    text: str
    tokens: tuple[str, ...]
    factor: float


@dataclass
class Understood:
    """A query as it is searched."""

    typed: str
    folded: str
    readings: list[Reading]
    also: list[str] = field(default_factory=list[str])
    corrected: dict[str, str] = field(default_factory=dict[str, str])

    @property
    def all_tokens(self) -> list[str]:
        return list(dict.fromkeys(t for reading in self.readings for t in reading.tokens))


@dataclass(frozen=True)
class Word:
    """A word of the glossary, ready to be found in a folded query."""

    text: str
    stems: str
    term: int


@dataclass(frozen=True)
class Glossary:
    """The glossary folded, longest words first."""

    words: tuple[Word, ...]
    terms: tuple[tuple[str, ...], ...]
    kana: tuple[str, ...]

    def found_in(self, folded: str) -> list[Word]:
        """Words that stand in the query, the longest of each place; at most two."""
        bare, stems = compact(folded), _stems(folded)
        found: list[Word] = []
        for word in self.words:
            is_there = word.stems in stems if word.stems else word.text in bare
            is_short = not word.stems and len(word.text) < 2 and word.text != bare
            if is_there and not is_short and not any(word.text in one.text for one in found):
                found.append(word)
        return found[:2]

    def readings_in(self, title: str) -> list[str]:
        """Hiragana of the terms that a Japanese title names."""
        if not title:
            return []
        bare = compact(fold(title))
        terms = {w.term for w in self.words if len(w.text) > 1 and w.text in bare}
        return [self.kana[term] for term in sorted(terms) if self.kana[term]]


_kept: WeakKeyDictionary[object, tuple[int, Glossary]] = WeakKeyDictionary()


def glossary_of(uow: UnitOfWork) -> Glossary:
    """The glossary of this database, kept in memory until a term changes."""
    bind = uow.session.get_bind()
    version = glossary.version(uow)
    kept = _kept.get(bind)
    if kept is None or kept[0] != version:
        kept = (version, _folded(glossary.list_terms(uow)))
        _kept[bind] = kept
    return kept[1]


def _folded(terms: Sequence[glossary.Term]) -> Glossary:
    words = [
        Word(compact(fold(word)), _stems(fold(word)) if fold(word).isascii() else "", place)
        for place, term in enumerate(terms)
        for word in term.all_words
    ]
    longest_first = sorted((w for w in words if w.text), key=lambda w: (-len(w.text), w.term))
    return Glossary(
        tuple(longest_first),
        tuple(tuple(term.all_words) for term in terms),
        tuple(term.kana for term in terms),
    )


def _stems(folded: str) -> str:
    return f" {' '.join(stem(word) for word in latin_words(folded))} "


def understand(uow: UnitOfWork, typed: str) -> Understood:
    """Every way in which a query may be meant."""
    folded = fold(" ".join(typed.split())[:MOST_LETTERS])
    made = Understood(typed, folded, [_reading(folded, AS_TYPED)])
    _add_romaji(made)
    _add_glossary(made, glossary_of(uow))
    made.readings = [reading for reading in made.readings if reading.tokens][:MOST_READINGS]
    return made


def correct(understood: Understood, corrections: dict[str, str], words: Glossary) -> None:
    """Take slips as the words that were meant."""
    if not corrections:
        return
    text = understood.folded
    for wrong, right in corrections.items():
        text = " ".join(right if stem(word) == wrong else word for word in text.split())
    understood.corrected = corrections
    meant = Understood(understood.typed, text, [_reading(text, CORRECTED)])
    _add_glossary(meant, words)
    understood.readings += meant.readings
    understood.also += meant.also


def _reading(folded: str, factor: float) -> Reading:
    return Reading(compact(folded), tuple(dict.fromkeys(tokens(folded))), factor)


def _add_romaji(made: Understood) -> None:
    """Latin words that can be Japanese are searched as kana and by their key."""
    words = latin_words(made.folded)
    keys = {word: key_of_latin(word) for word in words}
    joined = "".join(words)
    if len(words) > 1:
        keys[joined] = key_of_latin(joined)
    for word, key in keys.items():
        if len(key) < 3:
            continue
        kana = fold(kana_of_latin(word))
        made.readings.append(Reading(KEY + key, (KEY + key,), AS_ROMAJI))
        if kana:
            made.readings.append(_reading(made.folded.replace(word, kana), AS_ROMAJI))


def _add_glossary(made: Understood, words: Glossary) -> None:
    """The other words for a thing that the query names, in whichever language."""
    for found in words.found_in(made.folded):
        others = [fold(word) for word in words.terms[found.term]]
        rest = _without(made.folded, found)
        for other in dict.fromkeys(others):
            if compact(other) == found.text:
                continue
            made.also.append(other)
            made.readings.append(_reading(f"{other} {rest}".strip(), BY_GLOSSARY))


def _without(folded: str, found: Word) -> str:
    """The query without the word that was recognised."""
    if found.stems:
        known = found.stems.split()
        return " ".join(word for word in folded.split() if stem(word) not in known)
    return folded.replace(found.text, " ").strip()


def idf(products: int, whole: int) -> float:
    """How telling a token is; one that stands nowhere is as telling as a middling one."""
    if products <= 0:
        return 0.5 * math.log(1 + whole)
    return math.log(1 + (whole - products + 0.5) / (products + 0.5))


def misspelt(understood: Understood, known: Iterable[str]) -> list[str]:
    """Latin words as typed that stand in no product."""
    there = set(known)
    return [word for word in map(stem, latin_words(understood.folded)) if word not in there]
