"""Having drafts made, learning from people, and forgetting."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from sqlalchemy import delete, select

from core.audit import service as audit
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from i18n.drafts.drafting import draft, know
from i18n.drafts.models import Coverage, Draft, MemoryUnit, Phrase
from i18n.drafts.ports import translators
from i18n.locales import CODES
from i18n.translated import digest

DATA: Final = Path(__file__).parent / "data" / "phrases.json"
SOURCE: Final = "the market's own list, 2026-11-22"
OWN: Final = "market"
"""Who made a draft that came from our own sentences and words."""
MAKE: Final = "i18n.drafts.make"


def want(
    uow: UnitOfWork,
    owner: str,
    text: str,
    *,
    source: str,
    targets: Iterable[str] = CODES,
    pages: Sequence[str] = (),
) -> None:
    """Have a text drafted for readers of other languages, instead of what was drafted before.

    What we know ourselves is there at once; a machine outside, where there is one, is asked in
    a job, which then bumps the versions of `pages`.
    """
    forget(uow, owner)
    known = know(uow, source)
    for target in targets:
        if target == source:
            continue
        made = draft(uow, text, known, target)
        uow.session.add(
            Draft(
                owner=owner,
                source_locale=source,
                target_locale=target,
                coverage=made.coverage,
                segments=[{"text": one.text, "lang": one.lang} for one in made.segments],
                terms=[{"word": word, "said": said} for word, said in made.terms],
                made_by=OWN,
                made_at=uow.now,
            )
        )
    uow.session.flush()  # the job and the page read the rows
    if len(translators):
        uow.enqueue(MAKE, {"owner": owner, "pages": list(pages)})


def forget(uow: UnitOfWork, *owners: str) -> None:
    """Erase the drafts of texts that are erased or written anew."""
    uow.session.execute(delete(Draft).where(Draft.owner.in_(owners)))


def remember(uow: UnitOfWork, text: str, target: str, *, source_locale: str, locale: str) -> None:
    """Keep a person's translation of a text: the next same text is drafted with it."""
    key = digest(text.strip())
    found = uow.session.scalar(
        select(MemoryUnit).where(
            MemoryUnit.digest == key,
            MemoryUnit.source_locale == source_locale,
            MemoryUnit.target_locale == locale,
        )
    )
    if found is None:
        found = MemoryUnit(
            digest=key,
            source_locale=source_locale,
            target_locale=locale,
            target=target,
            learned_at=uow.now,
        )
        uow.session.add(found)
    found.target, found.learned_at = target, uow.now
    uow.session.flush()  # a draft made in the same transaction knows it already


def load(uow: UnitOfWork) -> int:
    """Add the sentences of our list that are not there yet; what staff changed stays. How many."""
    known = set(uow.session.scalars(select(Phrase.key)))
    entries: list[dict[str, Any]] = json.loads(DATA.read_text("utf-8"))
    new = [entry for entry in entries if entry["key"] not in known]
    uow.session.add_all(
        Phrase(key=entry["key"], words=entry["words"], source=SOURCE, updated_at=uow.now)
        for entry in new
    )
    uow.session.flush()
    if new:
        audit.record(uow, "city:phrase:load", ("phrase", SOURCE), after={"added": len(new)})
    return len(new)


def set_phrase(uow: UnitOfWork, key: str, words: Mapping[str, Sequence[str]]) -> Phrase:
    """Add a sentence or change it. Raises DomainError `phrase_without_words`."""
    kept = {code: [w.strip() for w in words.get(code, ()) if w.strip()] for code in CODES}
    kept = {code: wordings for code, wordings in kept.items() if wordings}
    if len(kept) < 2:
        raise DomainError(
            "phrase_without_words", "Write the sentence in two languages or more.", field="ja"
        )
    phrase = uow.session.scalars(select(Phrase).where(Phrase.key == key)).one_or_none()
    before = {"words": dict(phrase.words)} if phrase else None
    if phrase is None:
        phrase = Phrase(key=key, words=kept, source="staff", updated_at=uow.now)
        uow.session.add(phrase)
    phrase.words, phrase.updated_at = kept, uow.now
    uow.session.flush()  # the trail names the sentence by its key
    audit.record(
        uow, "city:phrase:set", ("phrase", phrase.id), before=before, after={"words": kept}
    )
    return phrase


def unfinished(uow: UnitOfWork, owner: str) -> list[Draft]:
    """Drafts of a text in which something still stands as it was written."""
    return list(
        uow.session.scalars(
            select(Draft).where(Draft.owner == owner, Draft.coverage != Coverage.WHOLE)
        )
    )
