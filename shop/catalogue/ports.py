"""What the catalogue asks of features above it."""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from core.registry import Registry
from core.unit_of_work import UnitOfWork

FEW: Final = 5
"""From here down a product's page says how many are left."""


class StockReader(Protocol):
    """How many of a variant can be bought now, for many variants in one statement."""

    def available(self, uow: UnitOfWork, variant_ids: Sequence[int]) -> Mapping[int, int]: ...


stock_readers: Registry[StockReader] = Registry("shop.catalogue.stock_readers")


def available(uow: UnitOfWork, variant_ids: Sequence[int]) -> Mapping[int, int]:
    """Free stock by variant; a variant that nobody counts has none."""
    if not variant_ids:
        return {}
    found: dict[int, int] = {}
    for reader in stock_readers:
        found.update(reader.available(uow, variant_ids))
    return found
