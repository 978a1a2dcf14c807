"""Reading the glossary."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from core.errors import NotFoundError
from core.unit_of_work import UnitOfWork
from core.web.versions import PageVersion
from i18n.glossary.models import GlossaryTerm
from i18n.glossary.service import VERSION
from i18n.locales import CODES

_ASIDE: Final = re.compile(r"\s*[(（\[].*?[)）\]]")
_OR: Final = re.compile(r"\s*[／/、・]\s*")


@dataclass(frozen=True)
class Term:
    """A thing with every word for it, by written form; kana and synonyms have none of their own."""

    key: str
    words: Mapping[str, tuple[str, ...]]
    kana: str
    synonyms: tuple[str, ...]

    @property
    def all_words(self) -> list[str]:
        """Every word once, the Japanese ones first."""
        found = [word for code in CODES for word in self.words.get(code, ())]
        named = [*found, *self.synonyms, *([self.kana] if self.kana else [])]
        return list(dict.fromkeys(named))


def version(uow: UnitOfWork) -> int:
    """Moves with every change, so that whoever keeps the terms in memory notices."""
    found = uow.session.scalar(select(PageVersion.version).where(PageVersion.name == VERSION))
    return found or 0


def list_terms(uow: UnitOfWork) -> list[Term]:
    """All terms, with their words taken out of what was written beside them."""
    rows = uow.session.scalars(select(GlossaryTerm).order_by(GlossaryTerm.id))
    return [
        Term(
            row.key,
            {code: _alternatives(text) for code, text in row.words.items()},
            row.kana,
            tuple(row.synonyms),
        )
        for row in rows
    ]


def list_rows(uow: UnitOfWork, *, category: str = "") -> list[GlossaryTerm]:
    """Terms as staff edit them."""
    statement = select(GlossaryTerm).order_by(GlossaryTerm.category, GlossaryTerm.key)
    if category:
        statement = statement.where(GlossaryTerm.category == category)
    return list(uow.session.scalars(statement))


def list_categories(uow: UnitOfWork) -> list[str]:
    return sorted(uow.session.scalars(select(GlossaryTerm.category).distinct()))


def get_row(uow: UnitOfWork, key: str) -> GlossaryTerm:
    """One term. Raises NotFoundError."""
    row = uow.session.scalars(select(GlossaryTerm).where(GlossaryTerm.key == key)).one_or_none()
    if row is None:
        raise NotFoundError(key)
    return row


def _alternatives(text: str) -> tuple[str, ...]:
    """`鮪魚／金槍魚（俗）` names two words; what stands in brackets explains."""
    bare = _ASIDE.sub("", text)
    return tuple(word for word in _OR.split(bare) if word)
