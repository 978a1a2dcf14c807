"""What storefronts ask of features above them."""

from collections.abc import Sequence
from typing import Protocol

from core.registry import Registry
from core.unit_of_work import UnitOfWork
from shop.storefronts.queries import Maker


class GoodsReader(Protocol):
    """A page of a maker's goods as cards, and the cursor of the next page or nothing."""

    def goods_of(
        self, uow: UnitOfWork, maker: Maker, locale: str, *, after: str
    ) -> tuple[Sequence[object], str]: ...


goods_readers: Registry[GoodsReader] = Registry("shop.storefronts.goods_readers")


def goods_of(
    uow: UnitOfWork, maker: Maker, locale: str, *, after: str = ""
) -> tuple[Sequence[object], str]:
    """The maker's goods as the catalogue shows them."""
    for reader in goods_readers:
        return reader.goods_of(uow, maker, locale, after=after)
    return [], ""
