"""What the catalogue asks of features above it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True)
class Supply:
    """What can be bought of a variant now, and until when the first of it keeps, where known."""

    free: int = 0
    keeps_until: date | None = None


class StockReader(Protocol):
    """What can be bought of variants now, for many of them in one statement."""

    def supplies(self, uow: UnitOfWork, variant_ids: Sequence[int]) -> Mapping[int, Supply]: ...


stock_readers: Registry[StockReader] = Registry("shop.catalogue.stock_readers")


def supplies(uow: UnitOfWork, variant_ids: Sequence[int]) -> Mapping[int, Supply]:
    """Free stock by variant; a variant that nobody counts has none."""
    if not variant_ids:
        return {}
    found: dict[int, Supply] = {}
    for reader in stock_readers:
        found.update(reader.supplies(uow, variant_ids))
    return found


def destinations(export_class: str, temperature: Temperature) -> list[Destination]:
    """Where goods of this kind may be sent; nothing where nobody knows the rules."""
    return [
        destination
        for reader in destination_readers
        for destination in reader.destinations(export_class, temperature)
    ]
