"""Sentences people have put into other languages, and the drafts that are made with them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class Coverage(StrEnum):
    """How much of a text could be drafted."""

    WHOLE = "whole"
    PART = "part"
    NONE = "none"


class Phrase(Base):
    """A sentence that is often written, as each language says it; the first wording is written.

    A wording may hold {term}, a word of the glossary, and {number}.
    """

    plural = "phrases"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    words: Mapped[dict[str, Any]]
    source: Mapped[str] = mapped_column(String(120))
    updated_at: Mapped[Instant]


class MemoryUnit(Base):
    """A text that a person wrote in one language, and a person's translation of it."""

    plural = "memory_units"
    __table_args__ = (UniqueConstraint("digest", "source_locale", "target_locale"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    digest: Mapped[str] = mapped_column(String(64))
    source_locale: Mapped[str] = mapped_column(String(10))
    target_locale: Mapped[str] = mapped_column(String(10))
    target: Mapped[str] = mapped_column(Text)
    learned_at: Mapped[Instant]


class Draft(Base):
    """What could be drafted of a text for readers of another language.

    `owner` names the text, such as `review:12`: whoever erases the text erases its drafts.
    `segments` are pieces in reading order, each with the language it is in: what could not be
    drafted stays as it was written. `terms` are words of the glossary found in the text.
    """

    plural = "drafts"
    __table_args__ = (
        UniqueConstraint("owner", "target_locale"),
        Index("ix_i18n_drafts_made_at", "made_at"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    owner: Mapped[str] = mapped_column(String(60))
    source_locale: Mapped[str] = mapped_column(String(10))
    target_locale: Mapped[str] = mapped_column(String(10))
    coverage: Mapped[Coverage]
    segments: Mapped[list[dict[str, Any]]]
    terms: Mapped[list[dict[str, Any]]]
    made_by: Mapped[str] = mapped_column(String(40))
    made_at: Mapped[datetime]
