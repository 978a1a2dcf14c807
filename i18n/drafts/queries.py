"""Reading drafts and known sentences."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotFoundError
from i18n.drafts.models import Coverage, Draft, Phrase
from i18n.drafts.service import OWN


@dataclass(frozen=True, kw_only=True)
class DraftView:
    """A draft as its reader sees it; `made_by` is empty for one of our own sentences and words."""

    segments: tuple[tuple[str, str], ...]
    coverage: Coverage
    terms: tuple[tuple[str, str], ...]
    made_by: str


@dataclass(frozen=True, kw_only=True)
class Written:
    """What somebody wrote, in its own language, with a draft for a reader of another one."""

    text: str
    locale: str
    is_foreign: bool
    draft: DraftView | None = None


def drafts_of(session: Session, owners: Collection[str], locale: str) -> Mapping[str, DraftView]:
    """Drafts for readers of a language, by the text's name; one statement."""
    if not owners:
        return {}
    rows = session.scalars(
        select(Draft).where(Draft.owner.in_(owners), Draft.target_locale == locale)
    )
    return {row.owner: view_of(row) for row in rows}


def view_of(row: Any) -> DraftView:
    """A row of `Draft` (or one that has its columns) as it is shown."""
    return DraftView(
        segments=tuple((one["text"], one["lang"]) for one in row.segments),
        coverage=row.coverage,
        terms=tuple((one["word"], one["said"]) for one in row.terms),
        made_by="" if row.made_by == OWN else row.made_by,
    )


def written(text: str, language: str, reader: str, draft: DraftView | None) -> Written:
    """A text for its reader."""
    is_foreign = language != reader
    return Written(
        text=text, locale=language, is_foreign=is_foreign, draft=draft if is_foreign else None
    )


def list_phrases(session: Session) -> list[Phrase]:
    """Every known sentence, by key."""
    return list(session.scalars(select(Phrase).order_by(Phrase.key)))


def get_phrase(session: Session, key: str) -> Phrase:
    """One known sentence. Raises NotFoundError."""
    found = session.scalars(select(Phrase).where(Phrase.key == key)).one_or_none()
    if found is None:
        raise NotFoundError(key)
    return found
