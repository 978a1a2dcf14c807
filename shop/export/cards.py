"""Answers the catalogue's question: what do cards say of sending to the reader's country?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.text import gettext
from core.unit_of_work import UnitOfWork
from shop.catalogue.ports import CardNote
from shop.export import destination, queries
from shop.export.queries import Verdict


@dataclass(frozen=True)
class CardsOfExport:
    """The kept answers of today for the country that this reader has chosen."""

    def notes(self, uow: UnitOfWork, product_ids: Sequence[int]) -> Mapping[int, CardNote]:
        going = destination.current()
        if not going.is_abroad:
            return {}
        told = queries.for_cards(uow, product_ids, going.code)
        return {key: note(verdict, going.name) for key, verdict in told.items()}


def note(verdict: Verdict, country: str) -> CardNote:
    """A verdict as a card says it: that it may be sent, or why not."""
    if verdict.is_open:
        return CardNote(gettext("Can be sent to %(country)s", country=country), ok=True)
    reason = verdict.reasons[0]
    return CardNote(gettext("%(country)s: %(reason)s", country=country, reason=reason), ok=False)
