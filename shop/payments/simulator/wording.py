"""The simulator's own words in six written forms; its pages are no part of the market's."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from shop.payments.simulator.payments import JAPAN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.datastructures import LanguageAccept

WRITTEN_FORMS = ("ja", "en", "zh-Hans", "zh-Hant", "th", "ko")
FALLBACK = "en"

# Checkout's locales that are written otherwise than they are called; Accept-Language has the same.
_BY_LOCALE = {form.lower(): form for form in WRITTEN_FORMS} | {
    "zh": "zh-Hans",
    "zh-cn": "zh-Hans",
    "zh-hk": "zh-Hant",
    "zh-sg": "zh-Hans",
    "zh-tw": "zh-Hant",
}

_FOLDER = Path(__file__).parent / "messages"


@dataclass(frozen=True)
class Wording:
    """All messages of one written form."""

    tag: str
    """The value of `lang` on the page."""

    messages: Mapping[str, str]

    def __call__(self, name: str, **values: object) -> str:
        """One message with its placeholders filled, safe to stand in a page."""
        return Markup(self.messages[name]).format(**values)  # noqa: S704 - messages are ours

    def deadline(self, moment: int) -> str:
        """A moment on Japan's clock, as this language writes it."""
        local = datetime.fromtimestamp(moment, UTC).astimezone(JAPAN)
        return self(
            "deadline",
            year=local.year,
            month=local.month,
            day=local.day,
            hour=local.hour,
            minute=local.minute,
        )


WORDINGS: dict[str, Wording] = {
    form: Wording(form, tomllib.loads((_FOLDER / f"{form}.toml").read_text(encoding="utf-8")))
    for form in WRITTEN_FORMS
}


def written_form(locale: str | None, accepted: LanguageAccept) -> str:
    """The form for a session's locale; where it leaves that open, the browser's."""
    if locale not in {None, "auto"}:
        return _by_name(str(locale)) or FALLBACK
    for name in accepted.values():
        form = _by_name(name)
        if form is not None:
            return form
    return FALLBACK


def _by_name(name: str) -> str | None:
    """The form for a language tag, which may say more than is known here (zh-Hant-HK)."""
    tag = name.lower()
    while tag and tag not in _BY_LOCALE:
        tag = tag.rpartition("-")[0]
    return _BY_LOCALE.get(tag)
