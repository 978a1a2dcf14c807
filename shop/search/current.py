"""The index and the glossary of a database, kept by each process and brought up to date.

Every search asks once for the versions of both. Where one has moved, what has changed since is
read; so many servers answer exactly, and nobody has to be told.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar, cast
from weakref import WeakKeyDictionary

from sqlalchemy import Row, select

from core.unit_of_work import UnitOfWork
from core.web.versions import PageVersion
from i18n.glossary import queries as glossary
from i18n.glossary.service import VERSION as GLOSSARY
from shop.catalogue.models import Temperature
from shop.search.index import Entry, Index, build, renewed
from shop.search.models import SearchDocument, SearchTerm
from shop.search.synonyms import Synonyms, synonyms_of

T = TypeVar("T")
VERSION: Final = "search"
SHOWN: Final = ("catalogue", "export", "media", "storefronts")
POPULARITY, SHELF, MAKER, TEMPERATURE, PRICE, DAYS, PROFILE, ALLERGENS = range(8)
"""Columns of the facts of a product."""
FACTS: Final = 8
TEMPERATURES: Final = tuple(Temperature)


@dataclass
class Codes:
    """Numbers for words that products are filtered by, given as they are met."""

    numbers: dict[str, int] = field(default_factory=dict[str, int])

    def of(self, word: str) -> int:
        return self.numbers.setdefault(word, len(self.numbers))


class Remembered:
    """What was read for a search, as long as what it was read from stays as it was."""

    def __init__(self) -> None:
        self._values: dict[object, tuple[tuple[int, ...], Any]] = {}

    def get(self, key: object, versions: tuple[int, ...], make: Callable[[], T]) -> T:
        """What is remembered under a key, or made now."""
        known = self._values.get(key)
        if known is None or known[0] != versions:
            known = self._values[key] = (versions, make())
        return cast("T", known[1])


@dataclass(frozen=True)
class Current:
    """What a search needs."""

    index: Index
    synonyms: Synonyms
    allergens: Codes
    shown_versions: tuple[int, ...]
    """Versions of what names shelves and makers, and of the answers about export."""
    remembered: Remembered


@dataclass
class _Kept:
    """What a process knows of one database, and as of when."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    version: int = -1
    glossary_version: int = -1
    last_term: int = 0
    index: Index = field(default_factory=lambda: build((), {}, FACTS))
    vocabulary: dict[str, int] = field(default_factory=dict[str, int])
    synonyms: Synonyms = field(default_factory=lambda: synonyms_of(()))
    allergens: Codes = field(default_factory=Codes)
    remembered: Remembered = field(default_factory=Remembered)


_kept: WeakKeyDictionary[object, _Kept] = WeakKeyDictionary()
_lock: Final = threading.Lock()


def current(uow: UnitOfWork) -> Current:
    """The index and the glossary as this transaction sees them; one statement when known."""
    bind = uow.session.get_bind()
    with _lock:
        kept = _kept.setdefault(bind, _Kept())
    with kept.lock:
        versions = _versions(uow)
        _read_glossary(uow, kept, versions.get(GLOSSARY, 0))
        _read_index(uow, kept, versions.get(VERSION, 0))
        shown = tuple(versions.get(name, 0) for name in SHOWN)
        return Current(kept.index, kept.synonyms, kept.allergens, shown, kept.remembered)


def synonyms(uow: UnitOfWork) -> Synonyms:
    """The glossary alone, read anew: whoever writes the index sees what is not committed yet."""
    return synonyms_of(glossary.list_terms(uow))


def _versions(uow: UnitOfWork) -> dict[str, int]:
    rows = uow.session.execute(
        select(PageVersion.name, PageVersion.version).where(
            PageVersion.name.in_([GLOSSARY, VERSION, *SHOWN])
        )
    )
    return {row.name: row.version for row in rows}


def _read_glossary(uow: UnitOfWork, kept: _Kept, version: int) -> None:
    if version != kept.glossary_version:
        kept.synonyms = synonyms_of(glossary.list_terms(uow))
        kept.glossary_version = version


def _read_index(uow: UnitOfWork, kept: _Kept, version: int) -> None:
    """Rows that are newer than what is known; all of them the first time."""
    if version == kept.version:
        return
    if version < kept.version:
        kept.version, kept.last_term = -1, 0
        kept.index, kept.vocabulary = build((), {}, FACTS), {}
    table = SearchDocument.__table__.c
    rows = uow.session.execute(select(*table).where(table.change > kept.version)).all()
    for term, key in uow.session.execute(
        select(SearchTerm.term, SearchTerm.id).where(SearchTerm.id > kept.last_term)
    ):
        kept.vocabulary[term] = key
        kept.last_term = max(kept.last_term, key)
    entries = _entries(kept, rows)
    is_new = kept.index.size == 0
    kept.index = build(entries, kept.vocabulary, FACTS) if is_new else renewed(kept.index, entries)
    kept.version = version


def _entries(kept: _Kept, rows: Sequence[Row[Any]]) -> list[Entry]:
    return [
        Entry(
            row.product_id,
            row.terms,
            row.names,
            (
                row.popularity,
                row.category_id,
                row.organisation_id,
                TEMPERATURES.index(row.temperature),
                row.price,
                row.days_left,
                row.export_profile,
                sum(1 << kept.allergens.of(key) for key in set(row.allergens)),
            ),
        )
        for row in rows
    ]
