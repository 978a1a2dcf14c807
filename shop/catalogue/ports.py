"""What the catalogue asks of features above it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from core.registry import Registry
from core.text import LazyText
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Temperature

FEW: Final = 5
"""From here down a product's page says how many are left."""


@dataclass(frozen=True)
class Destination:
    """A country with whether a kind of goods may be sent there, and why."""

    country: str
    is_open: bool
    is_conditional: bool
    reason: LazyText


class DestinationReader(Protocol):
    """Where goods of an export class may be sent at a temperature, by today's rules."""

    def destinations(
        self, export_class: str, temperature: Temperature
    ) -> Sequence[Destination]: ...


destination_readers: Registry[DestinationReader] = Registry("shop.catalogue.destination_readers")


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


def destinations(export_class: str, temperature: Temperature) -> list[Destination]:
    """Where goods of this kind may be sent; nothing where nobody knows the rules."""
    return [
        destination
        for reader in destination_readers
        for destination in reader.destinations(export_class, temperature)
    ]
