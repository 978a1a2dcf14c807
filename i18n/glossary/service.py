"""Keeping the glossary."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from core.audit import service as audit
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from core.web import versions
from i18n.glossary.models import GlossaryTerm
from i18n.locales import CODES

DATA: Final = Path(__file__).parent / "data" / "terms.csv"
SOURCE: Final = "the market's own list, 2026-11-22"
VERSION: Final = "glossary"


@dataclass(frozen=True, kw_only=True)
class TermFacts:
    """What staff say of a term."""

    category: str
    words: Mapping[str, str]
    kana: str = ""
    synonyms: Sequence[str] = ()
    sureness: str = "M"
    note: str = ""


def load(uow: UnitOfWork) -> int:
    """Add the terms of our list that are not there yet; what staff changed stays. How many."""
    known = set(uow.session.scalars(select(GlossaryTerm.key)))
    with DATA.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["key"] not in known]
    uow.session.add_all(
        GlossaryTerm(
            key=row["key"],
            category=row["category"],
            words={code: row[code] for code in CODES if row[code]},
            updated_at=uow.now,
            kana=row["kana"],
            synonyms=[word for word in row["synonyms"].split("|") if word],
            sureness=row["sureness"] or "M",
            note=row["note"],
            source=SOURCE,
        )
        for row in rows
    )
    if rows:
        versions.bump(uow, VERSION)
    return len(rows)


def set_term(uow: UnitOfWork, key: str, facts: TermFacts) -> GlossaryTerm:
    """Add a term or change it. Raises DomainError `term_without_key` or `term_without_words`."""
    slug = key.strip().lower().replace(" ", "_")
    if not slug or not slug.replace("_", "").isalnum():
        raise DomainError(
            "term_without_key", "Give the term a short name of letters and digits.", field="key"
        )
    words = {code: facts.words[code].strip() for code in CODES if facts.words.get(code)}
    if len(words) + len(facts.synonyms) < 2:
        raise DomainError(
            "term_without_words", "Give the term in two languages or more.", field="ja"
        )
    term = uow.session.scalars(select(GlossaryTerm).where(GlossaryTerm.key == slug)).one_or_none()
    before = _audited(term) if term else None
    if term is None:
        term = GlossaryTerm(
            key=slug, category=facts.category, words=words, updated_at=uow.now, source="staff"
        )
        uow.session.add(term)
    term.category, term.words, term.kana = facts.category, words, facts.kana
    term.synonyms, term.sureness, term.note = list(facts.synonyms), facts.sureness, facts.note
    term.updated_at = uow.now
    uow.session.flush()  # the trail names the term by its key
    audit.record(
        uow, "city:glossary:set", ("glossary_term", term.id), before=before, after=_audited(term)
    )
    versions.bump(uow, VERSION)
    return term


def add_synonym(uow: UnitOfWork, key: str, word: str) -> GlossaryTerm:
    """Let searches for a word find what a term names; it counts at once."""
    term = uow.session.scalars(
        select(GlossaryTerm).where(GlossaryTerm.key == key).with_for_update()
    ).one()
    plain = " ".join(word.split())
    if plain and plain not in term.synonyms:
        before = _audited(term)
        term.synonyms = [*term.synonyms, plain]
        term.updated_at = uow.now
        audit.record(
            uow,
            "city:glossary:synonym",
            ("glossary_term", term.id),
            before=before,
            after=_audited(term),
        )
        versions.bump(uow, VERSION)
    return term


def _audited(term: GlossaryTerm) -> dict[str, Any]:
    return {
        "words": dict(term.words),
        "kana": term.kana,
        "synonyms": list(term.synonyms),
        "sureness": term.sureness,
        "note": term.note,
    }
