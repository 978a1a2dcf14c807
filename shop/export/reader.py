"""Answers the catalogue's question: where may this product be sent?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement

from shop.export import queries
from shop.export.countries import CODES
from shop.export.queries import Verdict


@dataclass(frozen=True)
class RulesOfExport:
    """The kept answers of today for every region."""

    def column(self) -> ColumnElement[Any]:
        return queries.told_column()

    def destinations(self, value: Any) -> Sequence[Verdict]:
        return queries.of_told(value or ())

    def countries(self) -> Sequence[str]:
        """Every country that may be asked for, for addresses."""
        return CODES
