"""Reading a storefront for its desk."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from i18n.locales import CODES
from i18n.translated import TextState
from shop.storefronts.models import StorefrontText


@dataclass(frozen=True)
class TextLine:
    """How far the texts are in one written form."""

    locale: str
    state: TextState
    name: str


def texts(session: Session, organisation_id: int) -> Mapping[str, StorefrontText]:
    """A storefront's texts by written form."""
    rows = session.scalars(
        select(StorefrontText).where(StorefrontText.storefront_id == organisation_id)
    )
    return {row.locale: row for row in rows}


def text_lines(session: Session, organisation_id: int) -> list[TextLine]:
    """Every written form with its state, also those without any text."""
    rows = texts(session, organisation_id)
    return [
        TextLine(code, rows[code].state, rows[code].name)
        if code in rows
        else TextLine(code, TextState.UNTRANSLATED, "")
        for code in CODES
    ]
