"""Answers the catalogue's question: how many can be bought now, and how long they keep."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.dates import tokyo_day
from core.unit_of_work import UnitOfWork
from shop.catalogue.ports import Supply
from shop.stock import queries


@dataclass(frozen=True)
class StockOfMarket:
    """Free stock of the market's own items."""

    def supplies(self, uow: UnitOfWork, variant_ids: Sequence[int]) -> Mapping[int, Supply]:
        return queries.supplies(uow.session, dict.fromkeys(variant_ids, tokyo_day(uow.now)))
