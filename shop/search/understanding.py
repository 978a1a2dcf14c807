"""What a visitor means: the words as typed, as read, as romaji, and as the glossary knows them."""

import math
from dataclasses import dataclass, field
from typing import Final

from shop.search import asking
from shop.search.documents import FORM, KEY
from shop.search.fold import fold, is_syllable, syllables_like
from shop.search.index import BEGUN, Index
from shop.search.readings import guess
from shop.search.romaji import kana_of_latin, key_of_latin
from shop.search.synonyms import Synonyms
from shop.search.tokens import SOUNDS, compact, latin_words, stem, tokens

MOST_LETTERS: Final = 100
MOST_READINGS: Final = 18
AS_TYPED: Final = 1.0
WITHOUT_ASKING: Final = 0.97
CORRECTED: Final = 0.95
BY_GLOSSARY: Final = 0.85
AS_BEGUN: Final = 0.85
AS_MAYBE_BEGUN: Final = 0.7
"""A word that stands in the catalogue may still be the beginning of another."""
SHORTEST_BEGUN: Final = 2
MOST_SYLLABLES: Final = 4
AS_READ: Final = 0.8
AS_FORM: Final = 0.75
AS_GUESSED: Final = 0.7
AS_ROMAJI: Final = 0.8


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
    readings: list[Reading] = field(default_factory=list[Reading])
    also: list[str] = field(default_factory=list[str])
    corrected: dict[str, str] = field(default_factory=dict[str, str])


def idf(products: int, whole: int) -> float:
    """How telling a token is; one that stands nowhere is as telling as a middling one."""
    if products <= 0:
        return 0.5 * math.log(1 + whole)
    return math.log(1 + (whole - products + 0.5) / (products + 0.5))


class Interpreter:
    """Takes one query every way it may be meant, by what the index and the synonyms know."""

    def __init__(self, index: Index, synonyms: Synonyms, locale: str) -> None:
        self._index = index
        self._synonyms = synonyms
        self._is_chinese = locale.startswith("zh")

    def understand(self, typed: str, *, is_unfinished: bool = False) -> Understood:
        """Every way in which a query may be meant, the plainest first."""
        plain = " ".join(typed.split())[:MOST_LETTERS]
        made = Understood(typed, fold(plain))
        self._add(made, made.folded, AS_TYPED)
        self._add_bare(made)
        if not self._is_chinese:
            self._add_japanese(made, plain)
        self._add_romaji(made)
        self._add_synonyms(made, made.folded)
        self._add_unknown(made, is_unfinished=is_unfinished)
        if is_unfinished or len(plain) > 1:
            self._add_syllable(made)
        made.readings = list(dict.fromkeys(made.readings))[:MOST_READINGS]
        return made

    def _add(self, made: Understood, folded: str, factor: float) -> None:
        """Take a text as it stands. What only joins two of its words must be known to count."""
        apart = {token for part in folded.split() for token in tokens(part)}
        found = tuple(
            token
            for token in dict.fromkeys(tokens(folded))
            if token in apart or self._index.count(token)
        )
        if found:
            made.readings.append(Reading(compact(folded), found, factor))

    def _add_bare(self, made: Understood) -> None:
        """The thing without the words by which it is asked for, and without particles."""
        bare = asking.bare(made.folded)
        for text in dict.fromkeys((bare, asking.without_particles(bare))):
            if text != made.folded:
                self._add(made, text, WITHOUT_ASKING)

    def _add_japanese(self, made: Understood, plain: str) -> None:
        """Kanji as they may be read, and the usual written form of each word."""
        guessed = guess(asking.bare(plain))
        for place, kana in enumerate(guessed.readings):
            self._add(made, fold(kana), AS_GUESSED if place else AS_READ)
        if guessed.forms:
            folded = [fold(form) for form in guessed.forms]
            forms = tuple(FORM + form for form in folded)
            if all(self._index.count(form) for form in forms):
                made.readings.append(Reading("".join(folded), forms, AS_FORM))

    def _add_romaji(self, made: Understood) -> None:
        """Latin words that can be Japanese are searched as kana and by their key."""
        words = latin_words(made.folded)
        keys = {word: key_of_latin(word) for word in words}
        joined = "".join(words)
        if len(words) > 1:
            keys[joined] = key_of_latin(joined)
        for word, key in keys.items():
            if len(key) < 3:
                continue
            made.readings.append(Reading(key, (KEY + key,), AS_ROMAJI))
            kana = fold(kana_of_latin(word))
            if kana:
                self._add(made, made.folded.replace(word, kana), AS_ROMAJI)

    def _add_synonyms(self, made: Understood, folded: str) -> None:
        """The other words for a thing that the query names, in whichever language."""
        for found in self._synonyms.found_in(folded):
            rest = found.taken_from(folded)
            for other in self._synonyms.others(found):
                made.also.append(other)
                self._add(made, f"{other} {rest}".strip(), BY_GLOSSARY)

    def _add_unknown(self, made: Understood, *, is_unfinished: bool) -> None:
        """Latin words that stand nowhere: other forms of them, their beginnings, their slips."""
        typed = made.folded.split()
        words = list(typed)
        for place, word in enumerate(typed):
            if not (word.isascii() and word.isalpha()):
                continue
            is_known = self._is_known(word)
            is_last = place == len(typed) - 1
            is_begun = is_last and self._add_begun(made, is_sure=is_unfinished or not is_known)
            if is_known:
                continue
            others, factor = self._forms(word), AS_TYPED
            if not others and not is_begun and not (is_last and is_unfinished):
                others, factor = self._slips(made, word), CORRECTED
            for other in others:
                self._add(made, " ".join([*words[:place], other, *words[place + 1 :]]), factor)
                words[place] = other
        if words != typed:
            self._add_synonyms(made, " ".join(words))

    def _add_begun(self, made: Understood, *, is_sure: bool) -> bool:
        """The query with all that its last word begins; whether it begins anything."""
        *before, word = made.folded.split()
        is_plural = stem(word) != word
        if len(word) < SHORTEST_BEGUN + (not is_sure) or (is_plural and not is_sure):
            return False
        begun = word + BEGUN
        if not self._index.count(begun):
            return False
        found = (*dict.fromkeys(tokens(" ".join(before))), begun)
        factor = AS_BEGUN if is_sure else AS_MAYBE_BEGUN
        made.readings.append(Reading(compact(made.folded), found, factor))
        return True

    def _add_syllable(self, made: Understood) -> None:
        """What a single kana or syllable begins, and a last syllable still being typed."""
        *_, last = made.folded.split() or [""]
        if last[-1:] not in SOUNDS or self._index.count(last[-2:]):
            return
        if len(compact(made.folded)) == 1:
            begun = last + BEGUN
            if self._index.count(begun):
                made.readings.append(Reading(last, (begun,), AS_BEGUN))
            return
        if not is_syllable(last[-1]):
            return
        is_open, first, after = syllables_like(last[-1])
        others = [last[-2:-1] + first]
        if is_open:
            others = self._index.between(last[-2:-1] + first, last[-2:-1] + after, MOST_SYLLABLES)
        for other in others:
            self._add(made, made.folded[:-2] + other, AS_BEGUN)

    def _is_known(self, word: str) -> bool:
        if self._index.count(stem(word)):
            return True
        if self._synonyms.has(word):
            return True
        key = key_of_latin(word)
        return len(key) > 2 and self._index.count(KEY + key) > 0

    def _forms(self, word: str) -> list[str]:
        """The same word with another ending, where the catalogue knows that one."""
        ends = (word.removesuffix("s"), word.removesuffix("es"), word + "s", word + "e")
        return [end for end in ends if end != word and len(end) > 2 and self._index.count(end)][:1]

    def _slips(self, made: Understood, word: str) -> list[str]:
        """The likeliest word meant: the nearest, the commoner of equals."""
        near = [
            (slips, -self._index.count(other), other)
            for slips, other in self._index.words.near(stem(word))
            if self._index.count(other)
        ]
        if not near:
            return []
        right = min(near)[2]
        made.corrected[word] = right
        return [right]
