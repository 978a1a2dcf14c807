"""Translated content: one row per record and written form, and how it is shown.

A text in a language the reader did not ask for is never shown silently: it comes with its own
language, so that the page can mark it.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from sqlalchemy import String
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from i18n.locales import BY_CODE, CODES


class TextState(StrEnum):
    UNTRANSLATED = "untranslated"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    STALE = "stale"


class Provenance(StrEnum):
    PERSON = "person"
    MACHINE = "machine"
    IMPORT = "import"
    SAMPLE = "sample"


class TranslatedRow(MappedAsDataclass, kw_only=True):
    """The columns of every table that holds a record's texts in one written form."""

    locale: Mapped[str] = mapped_column(String(10), primary_key=True)
    state: Mapped[TextState] = mapped_column(default=TextState.DRAFT)
    provenance: Mapped[Provenance] = mapped_column(default=Provenance.PERSON)
    source_digest: Mapped[str | None] = mapped_column(String(64), default=None)
    reviewed_at: Mapped[datetime | None] = mapped_column(default=None)
    reviewed_by_id: Mapped[int | None] = mapped_column(default=None)


@dataclass(frozen=True)
class Shown:
    """A text as it is shown: in which language, and whether the reader asked for that one."""

    text: str
    locale: str
    is_fallback: bool

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


NOTHING = Shown("", "en", is_fallback=False)
R = TypeVar("R", bound=TranslatedRow)


def digest(*fields: str) -> str:
    """A fingerprint of source fields: a translation made from another one is stale."""
    return hashlib.sha256("\x1f".join(fields).encode()).hexdigest()


def order_of(locale: str) -> tuple[str, ...]:
    """Written forms to try for a reader, best first; every form is in it."""
    first = (locale, *BY_CODE[locale].fallbacks)
    return (*first, *(code for code in CODES if code not in first))


def pick(rows: Iterable[R], locale: str) -> R | None:
    """The row of the reader's language, else the nearest one that exists."""
    by_locale: Mapping[str, R] = {row.locale: row for row in rows}
    return next((by_locale[code] for code in order_of(locale) if code in by_locale), None)


def shown(texts: Mapping[str, str], locale: str) -> Shown:
    """The text of the reader's language, else the nearest one that is not empty."""
    for code in order_of(locale):
        if text := texts.get(code):
            return Shown(text, code, is_fallback=code != locale)
    return NOTHING
