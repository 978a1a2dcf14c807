"""A strict reader of the sample market's JSON: every value has its type or is refused by name."""

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar, cast

FORMS = ("ja", "en", "zh-Hans", "zh-Hant", "th", "ko")

Texts = Mapping[str, str]
T = TypeVar("T")


class ContentError(ValueError):
    """Something in the sample market's files is missing, misspelt or of the wrong kind."""


class Reader:
    """One JSON object, read field by field; `where` leads an editor to the line at fault."""

    def __init__(self, data: object, where: str) -> None:
        if not isinstance(data, dict):
            raise ContentError(f"{where}: an object is expected")
        self._data = cast("dict[str, object]", data)
        self.where = where

    def keys(self) -> list[str]:
        """Give the names of the fields."""
        return list(self._data)

    def value(self, name: str) -> object:
        """Give a field as it is; a field that is not there is an error."""
        if name not in self._data:
            raise ContentError(f"{self.where}: “{name}” is missing")
        return self._data[name]

    def text(self, name: str) -> str:
        """Give a text that is not empty."""
        value = self.value(name)
        if not isinstance(value, str) or not value.strip():
            raise ContentError(f"{self.where}: “{name}” must be a text")
        return value

    def optional_text(self, name: str) -> str | None:
        """Give a text, or nothing where the file says null."""
        return None if self.value(name) is None else self.text(name)

    def whole(self, name: str) -> int:
        """Give a whole number that is not negative."""
        value = self.value(name)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise ContentError(f"{self.where}: “{name}” must be a whole number")
        return value

    def optional_whole(self, name: str) -> int | None:
        """Give a whole number, or nothing where the file says null."""
        return None if self.value(name) is None else self.whole(name)

    def whole_if_there(self, name: str) -> int | None:
        """Give a whole number, or nothing where the file does not speak of it."""
        return self.whole(name) if name in self._data else None

    def decimal(self, name: str) -> float:
        """Give a number that is not negative."""
        value = self.value(name)
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ContentError(f"{self.where}: “{name}” must be a number")
        return float(value)

    def flag(self, name: str) -> bool:
        """Give a yes or a no."""
        value = self.value(name)
        if not isinstance(value, bool):
            raise ContentError(f"{self.where}: “{name}” must be true or false")
        return value

    def words(self, name: str) -> tuple[str, ...]:
        """Give a list of texts, which may be empty."""
        return tuple(self._each(name, str))

    def wholes(self, name: str) -> tuple[int, ...]:
        """Give a list of whole numbers, which may be empty."""
        return tuple(self._each(name, int))

    def texts(self, name: str) -> Texts:
        """Give a text in all six written forms, in their order."""
        inner = self.part(name)
        if inner.keys() != list(FORMS):
            raise ContentError(f"{inner.where}: exactly {', '.join(FORMS)}, in this order")
        return MappingProxyType({form: inner.text(form) for form in FORMS})

    def part(self, name: str) -> "Reader":
        """Give an object within this one."""
        return Reader(self.value(name), f"{self.where}/{name}")

    def parts(self, name: str) -> list["Reader"]:
        """Give a list of objects."""
        return [
            Reader(item, f"{self.where}/{name}[{index}]")
            for index, item in enumerate(self._each(name, object))
        ]

    def _each(self, name: str, kind: type[T]) -> list[T]:
        value = self.value(name)
        if not isinstance(value, list):
            raise ContentError(f"{self.where}: “{name}” must be a list")
        items = cast("list[object]", value)
        if not all(isinstance(item, kind) for item in items):
            raise ContentError(f"{self.where}: “{name}” holds something other than {kind.__name__}")
        return cast("list[T]", items)


def read_object(path: Path) -> Reader:
    """Read a file that holds one object."""
    return Reader(json.loads(path.read_text(encoding="utf-8")), path.name)


def read_list(path: Path) -> list[Reader]:
    """Read a file that holds a list of objects."""
    data: object = json.loads(path.read_text(encoding="utf-8"))
    return Reader({"entries": data}, path.name).parts("entries")
