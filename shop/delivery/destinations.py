"""Answers the catalogue's question: where may goods of this kind be sent?"""

from collections.abc import Sequence
from dataclasses import dataclass

from shop.catalogue.models import Temperature
from shop.catalogue.ports import Destination
from shop.delivery import restrictions
from shop.delivery.restrictions import Status


@dataclass(frozen=True)
class RulesOfDelivery:
    """The dated rules, for every country that anything may be sent to."""

    def destinations(self, export_class: str, temperature: Temperature) -> Sequence[Destination]:
        found: list[Destination] = []
        for country in restrictions.destinations():
            verdict = restrictions.check(country, export_class, temperature)
            found.append(
                Destination(
                    country=country,
                    is_open=verdict.may_be_sent,
                    is_conditional=verdict.status is Status.CONDITIONAL,
                    reason=verdict.reason,
                )
            )
        return found

    def countries(self) -> Sequence[str]:
        """Where anything at all may be sent, for addresses."""
        return restrictions.destinations()
