"""The glossary made ready for searching: words for one thing, folded, found within a query."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from i18n.glossary.queries import Term
from shop.search.fold import fold
from shop.search.tokens import compact, latin_words, stem


@dataclass(frozen=True)
class Word:
    """A word of the glossary; `stems` are those of a word in Latin letters."""

    text: str
    stems: str
    term: int

    def taken_from(self, folded: str) -> str:
        """A query without this word."""
        if self.stems:
            known = self.stems.split()
            return " ".join(word for word in folded.split() if stem(word) not in known)
        return folded.replace(self.text, " ").strip()


@dataclass(frozen=True)
class Synonyms:
    """All words of the glossary by their text, or by their stems, and the words of each term."""

    words: Mapping[str, Word]
    longest: int
    """Letters of the longest."""
    terms: tuple[tuple[str, ...], ...]
    kana: tuple[str, ...]
    singles: frozenset[str]

    def found_in(self, folded: str) -> list[Word]:
        """Words that stand in the query, the longest of each place; at most two."""
        bare = compact(folded)
        found = [word for word in self._within(bare) if len(word.text) > 1 or word.text == bare]
        stemmed = stems(folded).split()
        for first in range(len(stemmed)):
            for last in range(first + 1, len(stemmed) + 1):
                word = self.words.get(f" {' '.join(stemmed[first:last])} ")
                if word:
                    found.append(word)
        found.sort(key=lambda word: (-len(word.text), word.term))
        kept: list[Word] = []
        for word in found:
            if not any(word.text in one.text for one in kept):
                kept.append(word)
        return kept[:2]

    def _within(self, bare: str) -> list[Word]:
        """Words that are a part of a text without spaces."""
        size = len(bare)
        parts = (
            bare[first:last]
            for first in range(size)
            for last in range(first + 1, min(size, first + self.longest) + 1)
        )
        return [word for part in parts if (word := self.words.get(part))]

    def others(self, word: Word) -> list[str]:
        """The other words for what a word means, folded."""
        folded = dict.fromkeys(fold(other) for other in self.terms[word.term])
        return [other for other in folded if compact(other) != word.text]

    def has(self, word: str) -> bool:
        """Whether a single Latin word is one of the glossary's."""
        return stem(word) in self.singles

    def readings_in(self, title: str) -> list[str]:
        """Hiragana of the terms that a Japanese title names."""
        if not title:
            return []
        found = self._within(compact(fold(title)))
        terms = {word.term for word in found if len(word.text) > 1}
        return [self.kana[term] for term in sorted(terms) if self.kana[term]]


def stems(folded: str) -> str:
    """The stems of the Latin words, each between spaces."""
    return f" {' '.join(stem(word) for word in latin_words(folded))} "


def synonyms_of(terms: Sequence[Term]) -> Synonyms:
    """The glossary's terms, folded; a word of several things means the first of them."""
    words: dict[str, Word] = {}
    for place, term in enumerate(terms):
        for written in term.all_words:
            folded = fold(written)
            word = Word(compact(folded), stems(folded) if folded.isascii() else "", place)
            if word.text:
                words.setdefault(word.stems or word.text, word)
    return Synonyms(
        words,
        max((len(word.text) for word in words.values()), default=0),
        tuple(tuple(term.all_words) for term in terms),
        tuple(term.kana for term in terms),
        frozenset(part for word in words.values() for part in word.stems.split()),
    )
