"""Drafting without any machine: from what people translated before, known sentences and words.

A sentence that none of these knows stays as it was written; nothing is ever guessed.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from i18n.drafts.models import Coverage, MemoryUnit, Phrase
from i18n.drafts.segments import ended, plain, sentences
from i18n.glossary import queries as glossary
from i18n.glossary.queries import Term
from i18n.scripts import foreign_script, has_own_script
from i18n.translated import digest

MOST_TERMS: Final = 8
_PLACE: Final = re.compile(r"\{(term|number)\}")
_FOUND: Final = {"term": r"(?P<term>.+?)", "number": r"(?P<number>[0-9]+)"}


@dataclass(frozen=True)
class Segment:
    """A piece of a text and the language it is in."""

    text: str
    lang: str


@dataclass(frozen=True)
class Drafted:
    """A text as far as it could be drafted; `terms` are (word as written, word for the reader)."""

    segments: tuple[Segment, ...]
    coverage: Coverage
    terms: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Knowledge:
    """What is known of one source language."""

    locale: str
    exact: Mapping[str, Mapping[str, list[str]]]
    patterns: Sequence[tuple[re.Pattern[str], Mapping[str, list[str]]]]
    words: Mapping[str, Mapping[str, tuple[str, ...]]]


def know(uow: UnitOfWork, locale: str) -> Knowledge:
    """Read the known sentences and the glossary from the point of view of one language."""
    exact: dict[str, Mapping[str, list[str]]] = {}
    patterns: list[tuple[re.Pattern[str], Mapping[str, list[str]]]] = []
    for phrase in uow.session.scalars(select(Phrase).order_by(Phrase.id)):
        for wording in phrase.words.get(locale, ()):
            if _PLACE.search(wording):
                patterns.append((_pattern(wording, locale), phrase.words))
            else:
                exact.setdefault(plain(wording, locale), phrase.words)
    words = {
        plain(word, locale): term.words
        for term in glossary.list_terms(uow)
        for word in (*term.words.get(locale, ()), *_synonyms(term, locale))
    }
    return Knowledge(locale, exact, patterns, words)


def _synonyms(term: Term, locale: str) -> list[str]:
    """Other words for a thing carry no language: those in this one's own script are of it."""
    others = [term.kana] if locale == "ja" and term.kana else []
    others += [word for word in term.synonyms if has_own_script(word, locale)]
    return [word for word in others if not foreign_script(word, locale)]


def draft(uow: UnitOfWork, text: str, known: Knowledge, target: str) -> Drafted:
    """As much of a text as can be said in another written form."""
    pieces = sentences(text, known.locale)
    remembered = _remembered(uow, [text, *pieces], known.locale, target)
    whole = remembered.get(_key(text)) or _sentence(text, known, target)
    if whole:
        return Drafted((Segment(whole, target),), Coverage.WHOLE, ())
    found = [
        (remembered.get(_key(piece)) or _sentence(piece, known, target), piece) for piece in pieces
    ]
    segments = tuple(
        Segment(said, target) if said else Segment(piece, known.locale) for said, piece in found
    )
    done = sum(segment.lang == target for segment in segments)
    if done == len(segments) and done:
        return Drafted(segments, Coverage.WHOLE, ())
    terms = terms_in(text, known, target)
    if not done:
        return Drafted((Segment(text, known.locale),), Coverage.NONE, terms)
    return Drafted(segments, Coverage.PART, terms)


def terms_in(text: str, known: Knowledge, target: str) -> tuple[tuple[str, str], ...]:
    """Words of the glossary that stand in a text, the longest first, with the reader's word."""
    rest = plain(text, known.locale)
    found: list[tuple[str, str]] = []
    for word in sorted(known.words, key=len, reverse=True):
        said = known.words[word].get(target)
        if len(word) > 1 and said and _stands_in(word, rest, known.locale):
            found.append((word, said[0]))
            rest = rest.replace(word, " ")
        if len(found) == MOST_TERMS:
            break
    return tuple(found)


def _stands_in(word: str, text: str, locale: str) -> bool:
    return f" {word} " in f" {text} " if locale == "en" else word in text


def _key(text: str) -> str:
    return digest(text.strip())


def _remembered(uow: UnitOfWork, texts: Sequence[str], source: str, target: str) -> dict[str, str]:
    rows = uow.session.execute(
        select(MemoryUnit.digest, MemoryUnit.target).where(
            MemoryUnit.digest.in_({_key(text) for text in texts}),
            MemoryUnit.source_locale == source,
            MemoryUnit.target_locale == target,
        )
    )
    return {row.digest: row.target for row in rows}


def _sentence(text: str, known: Knowledge, target: str) -> str | None:
    bare = plain(text, known.locale)
    words = known.exact.get(bare)
    if words and words.get(target):
        return ended(words[target][0], text, target)
    for pattern, wordings in known.patterns:
        match = pattern.fullmatch(bare)
        said = _filled(match.groupdict(), wordings, known, target) if match else None
        if said:
            return ended(said, text, target)
    return None


def _filled(
    found: Mapping[str, str],
    wordings: Mapping[str, list[str]],
    known: Knowledge,
    target: str,
) -> str | None:
    """The first wording of the target with its places filled; None when a word is not known."""
    if not wordings.get(target):
        return None
    values = dict(found)
    if "term" in values:
        said = known.words.get(values["term"], {}).get(target)
        if not said:
            return None
        values["term"] = said[0]
    return wordings[target][0].format(**values)


def _pattern(wording: str, locale: str) -> re.Pattern[str]:
    """What a sentence with places in it looks like when it is compared."""
    space = r"\s?"
    parts = _PLACE.split(wording)
    made = [
        _FOUND[part] if index % 2 else re.escape(plain(part, locale))
        for index, part in enumerate(parts)
    ]
    return re.compile(space.join(piece for piece in made if piece))
