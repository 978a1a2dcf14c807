"""The glossary made ready for searching: words for one thing, folded, found within a query."""

from collections.abc import Sequence
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
    """All words of the glossary, the longest first, and the words of each term."""

    words: tuple[Word, ...]
    terms: tuple[tuple[str, ...], ...]
    kana: tuple[str, ...]
    singles: frozenset[str]

    def found_in(self, folded: str) -> list[Word]:
        """Words that stand in the query, the longest of each place; at most two."""
        bare, spaced = compact(folded), stems(folded)
        found: list[Word] = []
        for word in self.words:
            is_there = word.stems in spaced if word.stems else word.text in bare
            is_short = not word.stems and len(word.text) < 2 and word.text != bare
            if is_there and not is_short and not any(word.text in one.text for one in found):
                found.append(word)
        return found[:2]

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
        bare = compact(fold(title))
        terms = {w.term for w in self.words if len(w.text) > 1 and w.text in bare}
        return [self.kana[term] for term in sorted(terms) if self.kana[term]]


def stems(folded: str) -> str:
    """The stems of the Latin words, each between spaces."""
    return f" {' '.join(stem(word) for word in latin_words(folded))} "


def synonyms_of(terms: Sequence[Term]) -> Synonyms:
    """The glossary's terms, folded."""
    words = [
        Word(compact(fold(word)), stems(fold(word)) if fold(word).isascii() else "", place)
        for place, term in enumerate(terms)
        for word in term.all_words
    ]
    longest_first = sorted((w for w in words if w.text), key=lambda w: (-len(w.text), w.term))
    return Synonyms(
        tuple(longest_first),
        tuple(tuple(term.all_words) for term in terms),
        tuple(term.kana for term in terms),
        frozenset(part for word in words for part in word.stems.split()),
    )
