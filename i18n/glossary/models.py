"""Terms of the glossary."""

from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class GlossaryTerm(Base):
    """A thing with its agreed word in each written form, and other words people use for it.

    `sureness` is H, M or L: M and L want a reader of that language. `source` says who wrote it.
    """

    plural = "glossary_terms"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    category: Mapped[str] = mapped_column(String(40), index=True)
    words: Mapped[dict[str, Any]]
    updated_at: Mapped[Instant]
    kana: Mapped[str] = mapped_column(String(120), default="")
    synonyms: Mapped[list[str]] = mapped_column(default_factory=list)
    sureness: Mapped[str] = mapped_column(String(1), default="M")
    note: Mapped[str] = mapped_column(String(400), default="")
    source: Mapped[str] = mapped_column(String(120), default="")
