"""Versions of what pages show: a write bumps a name, kept pages compare."""

from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import String, select
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from core.database import Base
from core.unit_of_work import UnitOfWork

BUCKETS = 64
T = TypeVar("T")


class PageVersion(Base):
    """How often something that pages show has changed."""

    __tablename__ = "core_page_versions"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    version: Mapped[int]
    changed_at: Mapped[datetime]


def bucket(kind: str, key: int) -> str:
    """The name under which one record's changes are counted: few rows, little crosstalk."""
    return f"{kind}:{key % BUCKETS}"


def bump(uow: UnitOfWork, *names: str) -> None:
    """Say, in this transaction, that pages showing these names are no longer exact.

    Names are taken in order, so that two writers cannot wait for each other.
    """
    is_sqlite = uow.session.get_bind().dialect.name == "sqlite"
    insert = sqlite_insert if is_sqlite else postgresql_insert
    for name in sorted(set(names)):
        statement = insert(PageVersion).values(name=name, version=1, changed_at=uow.now)
        uow.session.execute(
            statement.on_conflict_do_update(
                index_elements=["name"],
                set_={"version": PageVersion.version + 1, "changed_at": uow.now},
            )
        )


class Remembered(Generic[T]):
    """What many kept pages read alike: read once, until one of these versions moves.

    As exact as a kept page that shows the same names. Only such pages remember; carts, checkouts
    and desks read anew.
    """

    def __init__(self, *names: str) -> None:
        self._names = names
        self._kept: WeakKeyDictionary[object, dict[Hashable, tuple[tuple[int, ...], T]]] = (
            WeakKeyDictionary()
        )

    def get(self, uow: UnitOfWork, key: Hashable, make: Callable[[], T]) -> T:
        """What is remembered under a key, or what `make` reads now."""
        if uow.versions is None:
            return make()
        exact = tuple(uow.versions.get(name, 0) for name in self._names)
        kept = self._kept.setdefault(uow.session.get_bind(), {})
        found = kept.get(key)
        if found is None or found[0] != exact:
            found = kept[key] = (exact, make())
        return found[1]


def snapshot(session: Session) -> dict[str, int]:
    """All versions, by name."""
    rows = session.execute(select(PageVersion.name, PageVersion.version))
    return {row.name: row.version for row in rows}
