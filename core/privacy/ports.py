"""What every feature says of the persons in its tables: what it keeps, gives out and erases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from core.registry import Registry
from core.text import LazyText
from core.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Part:
    """One table of a person's copy: a key for machines, a title for people, plain rows."""

    key: str
    title: LazyText
    rows: Sequence[Mapping[str, Any]]


class PersonalData(Protocol):
    """Answers for one feature's tables."""

    def export(self, uow: UnitOfWork, user_id: int) -> Sequence[Part]:
        """Everything kept about a person, as plain values."""
        ...

    def check(self, uow: UnitOfWork, user_id: int) -> None:
        """Raises DomainError while something stands in the way of erasing."""
        ...

    def erase(self, uow: UnitOfWork, user_id: int) -> None:
        """Erase everything about a person that no law asks to keep."""
        ...

    def kept(self) -> Sequence[LazyText]:
        """Sentences about what stays, for how long and why; none where nothing does."""
        ...


holders: Registry[PersonalData] = Registry("core.privacy.holders")
