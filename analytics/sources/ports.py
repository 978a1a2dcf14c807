"""What a source of visitor figures answers, and where they are listed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from importlib import import_module
from typing import Protocol, cast

from analytics.sources.models import Attribute
from core.registry import Registry
from core.settings import Settings
from core.text import LazyText


class Fault(StrEnum):
    """Why a source gave nothing."""

    QUOTA = "quota"
    REFUSED = "refused"
    INVALID = "invalid"
    UNAVAILABLE = "unavailable"


class SourceFaultError(Exception):
    """A source gave nothing; the figures that are there stay."""

    def __init__(self, fault: Fault, message: str) -> None:
        super().__init__(message)
        self.fault = fault
        self.message = message


@dataclass(frozen=True)
class Count:
    """Sessions, users of that day, and pages seen."""

    sessions: int
    users: int
    views: int


@dataclass(frozen=True, kw_only=True)
class PulledDay:
    """One whole day: its total and its parts by attribute."""

    day: date
    total: Count
    parts: Mapping[Attribute, Mapping[str, Count]]


@dataclass(frozen=True, kw_only=True)
class Pulled:
    """Whole days, the time zone they are days of, and what limits the figures."""

    days: Sequence[PulledDay]
    time_zone: str
    flags: Sequence[str]


class Source(Protocol):
    """Gives figures by day. Raises SourceFaultError when it cannot give all of them."""

    def pull(self, first: date, last: date) -> Pulled: ...


@dataclass(frozen=True)
class SourceEntry:
    """A source by name. Its module is imported where it is asked, not where it is listed:
    client libraries are heavy, and web servers never need them.
    """

    key: str
    name: LazyText
    module: str
    is_configured: Callable[[Settings], bool]

    def open(self, settings: Settings) -> Source:
        """The source itself; for workers and commands only. Raises SourceFaultError."""
        opened = import_module(self.module)
        return cast("Callable[[Settings], Source]", opened.open_source)(settings)


sources: Registry[SourceEntry] = Registry("analytics.sources")
