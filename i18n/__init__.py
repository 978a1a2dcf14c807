"""Languages, translated text, glossary, formatting."""

from flask import Flask

from core.settings import Settings
from core.text import set_translations_source
from core.web.language import set_languages
from i18n.catalogs import translations
from i18n.cli import translations_group
from i18n.selection import MarketLanguages


def answer_core() -> None:
    """Answer what `core` asks about languages; before `core` is composed."""
    set_languages(MarketLanguages())
    set_translations_source(translations)


def init_app(app: Flask, _settings: Settings) -> None:
    """Compose the package."""
    app.cli.add_command(translations_group)
