"""Answers the catalogue's question: how many can be bought now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.unit_of_work import UnitOfWork
from shop.stock import queries


@dataclass(frozen=True)
class StockOfMarket:
    """Free stock of the market's own items."""

    def available(self, uow: UnitOfWork, variant_ids: Sequence[int]) -> Mapping[int, int]:
        return queries.free_of(uow.session, variant_ids)
