"""The question `core` asks about languages; the package above answers it."""

from collections.abc import Mapping, Sequence
from typing import Protocol


class WrittenForm(Protocol):
    """A language as the switch shows it."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def html_lang(self) -> str: ...
    @property
    def open_graph(self) -> str: ...


class Languages(Protocol):
    """Which languages there are, and which one a visitor wants."""

    @property
    def forms(self) -> Sequence[WrittenForm]: ...
    @property
    def default(self) -> str: ...
    def negotiate(self, accept_language: str) -> str: ...
    def filters(self) -> Mapping[str, object]: ...


_registered: list[Languages] = []


def set_languages(languages: Languages) -> None:
    """Say which languages the market speaks."""
    _registered[:] = [languages]


def languages() -> Languages:
    """The market's languages. Raises IndexError before composition."""
    return _registered[0]
