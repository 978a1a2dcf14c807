"""Answers the storefronts' question: what does this maker sell?"""

from collections.abc import Sequence
from dataclasses import dataclass

from core.unit_of_work import UnitOfWork
from shop.catalogue import queries
from shop.storefronts.queries import Maker


@dataclass(frozen=True)
class GoodsOfCatalogue:
    """Published products of a maker, newest first."""

    def goods_of(
        self, uow: UnitOfWork, maker: Maker, locale: str, *, after: str
    ) -> tuple[Sequence[object], str]:
        return queries.of_maker(uow, maker, locale, after=after)
