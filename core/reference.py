"""Facts that the market comes with: rows that staff edit later, taken in when it is upgraded."""

from collections.abc import Callable
from dataclasses import dataclass

from core.registry import Registry
from core.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class ReferenceData:
    """A package's list. `load` adds what is not there yet, says how many, and changes nothing."""

    name: str
    load: Callable[[UnitOfWork], int]


lists: Registry[ReferenceData] = Registry("core.reference.lists")
