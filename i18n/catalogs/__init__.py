"""Message catalogues: one .po per written form, compiled in memory when first read."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from i18n.locales import SOURCE

FOLDER: Final = Path(__file__).parent


def path_of(code: str) -> Path:
    """Where the catalogue of a written form is."""
    return FOLDER / code / "LC_MESSAGES" / "messages.po"


@cache
def translations(code: str) -> NullTranslations:
    """The messages of a written form; the source language needs none."""
    path = path_of(code)
    if code == SOURCE or not path.exists():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=code.replace("-", "_"))
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)
