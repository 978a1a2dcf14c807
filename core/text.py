"""Messages in the reader's language, for views, forms, mails and services alike.

`core` knows no languages: the package above registers where translations come from.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from contextvars import ContextVar
from gettext import NullTranslations
from typing import Any

_locale: ContextVar[str] = ContextVar("locale", default="en")
_nothing = NullTranslations()
_find: list[Callable[[str], NullTranslations]] = []


def set_translations_source(find: Callable[[str], NullTranslations]) -> None:
    """Say where the messages of a locale come from."""
    _find[:] = [find]


def current_locale() -> str:
    return _locale.get()


def set_locale(code: str) -> None:
    _locale.set(code)


@contextmanager
def use_locale(code: str) -> Generator[None, None, None]:
    """Messages in another language for a while, as a mail to somebody else needs."""
    token = _locale.set(code)
    try:
        yield
    finally:
        _locale.reset(token)


def _translations() -> NullTranslations:
    return _find[0](_locale.get()) if _find else _nothing


def gettext(message: str, **params: object) -> str:
    """The message in the current language, with its placeholders filled."""
    translated = _translations().gettext(message)
    return translated % params if params else translated


def ngettext(singular: str, plural: str, num: int, **params: object) -> str:
    """The message in the current language for a number, as `%(num)s`."""
    return _translations().ngettext(singular, plural, num) % {"num": num, **params}


def raw_gettext(message: str) -> str:
    """The message in the current language, placeholders left for the caller to fill."""
    return _translations().gettext(message)


def raw_ngettext(singular: str, plural: str, num: int) -> str:
    """The message for a number, placeholders left for the caller to fill."""
    return _translations().ngettext(singular, plural, num)


class LazyText:
    """A message whose language is decided when it is shown."""

    def __init__(self, message: str, **params: object) -> None:
        self.message = message
        self.params = params

    def __str__(self) -> str:
        return gettext(self.message, **self.params)

    def __html__(self) -> str:
        return str(self).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

    def __mod__(self, params: dict[str, object]) -> str:
        return str(self) % params

    def __eq__(self, other: object) -> bool:
        return isinstance(other, LazyText) and other.message == self.message

    def __hash__(self) -> int:
        return hash(self.message)


def lazy(message: str, **params: object) -> Any:
    """Mark a message for translation where it stands, translate it where it is shown.

    A LazyText; typed as anything because WTForms wants its labels to be `str`.
    """
    return LazyText(message, **params)
