"""Rules that read raw parameters and refuse what Stripe would refuse."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING, NoReturn, Protocol
from urllib.parse import urlsplit

from shop.payments.simulator.errors import BadParameter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from shop.payments.simulator.documents import Document
    from shop.payments.simulator.form import Raw

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_WHOLE_NUMBER = re.compile(r"-?\d{1,18}")


class Rule(Protocol):
    """Reads one raw parameter into a value, or refuses it by its path."""

    def read(self, raw: Raw, path: str) -> object:
        """The value, or a `BadParameter`."""
        ...


def _text(raw: Raw, path: str) -> str:
    if isinstance(raw, dict):
        message = f"Invalid string: {path} must not be an object."
        raise BadParameter(message, path, "parameter_invalid_string")
    if raw == "":
        message = (
            f"You passed an empty string for '{path}'. We assume empty values are an attempt to "
            f"unset a parameter; however '{path}' cannot be unset. You should remove '{path}' "
            "from your request or supply a non-empty value."
        )
        raise BadParameter(message, path, "parameter_invalid_empty")
    return raw


@dataclass(frozen=True)
class Text:
    """A string that is not empty."""

    maximum: int = 5000

    def read(self, raw: Raw, path: str) -> object:
        """The string."""
        text = _text(raw, path)
        if len(text) > self.maximum:
            message = (
                f"Invalid string: {text[:20]}...{text[-10:]}; must be at most "
                f"{self.maximum} characters"
            )
            raise BadParameter(message, path, "parameter_invalid_string")
        return text


@dataclass(frozen=True)
class WholeNumber:
    """An integer within limits."""

    minimum: int = 0
    maximum: int = 99_999_999_999

    def read(self, raw: Raw, path: str) -> object:
        """The integer."""
        text = _text(raw, path)
        if not _WHOLE_NUMBER.fullmatch(text):
            message = f"Invalid integer: {text}"
            raise BadParameter(message, path, "parameter_invalid_integer")
        number = int(text)
        if number < self.minimum:
            message = f"This value must be greater than or equal to {self.minimum}."
            raise BadParameter(message, path, "parameter_invalid_integer")
        if number > self.maximum:
            message = f"This value must be less than or equal to {self.maximum}."
            raise BadParameter(message, path, "parameter_invalid_integer")
        return number


@dataclass(frozen=True)
class YesNo:
    """A boolean, written `true` or `false`."""

    def read(self, raw: Raw, path: str) -> object:
        """The boolean."""
        text = _text(raw, path)
        if text not in {"true", "false"}:
            message = f"Invalid boolean: {text}"
            raise BadParameter(message, path, "parameter_invalid_boolean")
        return text == "true"


@dataclass(frozen=True)
class Choice:
    """One of Stripe's values; those not carried here are refused with that reason."""

    carried: tuple[str, ...]
    known: tuple[str, ...] = ()

    def read(self, raw: Raw, path: str) -> object:
        """The chosen value."""
        text = _text(raw, path)
        if text in self.carried:
            return text
        if text in self.known:
            _not_carried(f"{path}={text}", path)
        names = ", ".join(sorted({*self.carried, *self.known}))
        message = f"Invalid {path}: must be one of {names}"
        raise BadParameter(message, path)


@dataclass(frozen=True)
class Url:
    """An absolute http or https address."""

    def read(self, raw: Raw, path: str) -> object:
        """The address."""
        text = _text(raw, path)
        parts = urlsplit(text)
        if parts.scheme not in {"http", "https"} or not parts.netloc:
            message = "Not a valid URL"
            raise BadParameter(message, path, "url_invalid")
        return text


@dataclass(frozen=True)
class Email:
    """Something that can be an e-mail address."""

    def read(self, raw: Raw, path: str) -> object:
        """The address."""
        text = _text(raw, path)
        if not _EMAIL.fullmatch(text):
            message = f"Invalid email address: {text}"
            raise BadParameter(message, path, "email_invalid")
        return text


@dataclass(frozen=True)
class Metadata:
    """Up to 50 short names with values up to 500 characters."""

    def read(self, raw: Raw, path: str) -> object:
        """The mapping, without the names that were given no value."""
        if isinstance(raw, str):
            message = f"Invalid object: {path} must be an object."
            raise BadParameter(message, path)
        if len(raw) > 50:
            message = f"Metadata can have up to 50 keys, but you passed in {len(raw)}."
            raise BadParameter(message, path)
        values: dict[str, str] = {}
        for name, value in raw.items():
            if len(name) > 40:
                message = f"Metadata keys can have up to 40 characters, but {name} has {len(name)}."
                raise BadParameter(message, f"{path}[{name}]")
            if isinstance(value, dict) or len(value) > 500:
                message = "Metadata values must be strings of up to 500 characters."
                raise BadParameter(message, f"{path}[{name}]")
            if value:
                values[name] = value
        return values


@dataclass(frozen=True)
class ListOf:
    """A list whose entries all follow one rule."""

    entry: Rule
    maximum: int = 100

    def read(self, raw: Raw, path: str) -> object:
        """The list, in the order of its indices."""
        if isinstance(raw, str) or not all(index.isdigit() for index in raw):
            message = "Invalid array"
            raise BadParameter(message, path)
        if len(raw) > self.maximum:
            message = f"{path} can have at most {self.maximum} entries, but {len(raw)} were given."
            raise BadParameter(message, path)
        ordered = sorted(raw, key=int)
        return [self.entry.read(raw[index], f"{path}[{index}]") for index in ordered]


@dataclass(frozen=True)
class NotCarried:
    """A parameter that Stripe has and this simulator has not: refused, never ignored."""

    def read(self, raw: Raw, path: str) -> object:
        """Nothing: always refuses."""
        del raw
        _not_carried(path, path)


@dataclass(frozen=True)
class Fields:
    """An object whose names are all known."""

    rules: Mapping[str, Rule]
    required: tuple[str, ...] = ()
    removed: Mapping[str, BadParameter] = field(default_factory=dict[str, BadParameter])

    def read(self, raw: Raw, path: str) -> Document:
        """The object with each value read by its rule."""
        if isinstance(raw, str):
            message = "Invalid object"
            raise BadParameter(message, path)
        values: Document = {}
        for name, value in raw.items():
            inner = f"{path}[{name}]" if path else name
            if name in self.removed:
                raise self.removed[name]
            if name not in self.rules:
                self._unknown(name, inner)
            values[name] = self.rules[name].read(value, inner)
        for name in self.required:
            if name not in values:
                inner = f"{path}[{name}]" if path else name
                message = f"Missing required param: {inner}."
                raise BadParameter(message, inner, "parameter_missing")
        return values

    def _unknown(self, name: str, inner: str) -> NoReturn:
        near = get_close_matches(name, self.rules, n=1)
        hint = f". Did you mean {near[0]}?" if near else ""
        message = f"Received unknown parameter: {inner}{hint}"
        raise BadParameter(message, inner, "parameter_unknown")


def _not_carried(what: str, path: str) -> NoReturn:
    message = f"The simulator does not carry {what}; Stripe itself may accept it."
    raise BadParameter(message, path, "simulator_not_carried")
