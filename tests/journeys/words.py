"""What a page says in a language, taken from the catalogues as the page takes it."""

import re

import i18n
from core.text import gettext, use_locale
from i18n import formatting


def said(code: str, message: str, **values: object) -> str:
    """A sentence of the market in a written form."""
    i18n.answer_core()
    with use_locale(code):
        return " ".join(gettext(message, **values).split())


def begins(code: str, message: str) -> re.Pattern[str]:
    """What a sentence says before its first value, wherever it stands."""
    return re.compile(re.escape(said(code, message).split("%(")[0].strip()))


def country(code: str, region: str) -> str:
    with use_locale(code):
        return formatting.country(region)
