"""What the catalogue asks of features above it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Protocol

from sqlalchemy import ColumnElement

from core.registry import Registry
from core.unit_of_work import UnitOfWork

FEW: Final = 5
"""From here down a product's page says how many are left."""


class Destination(Protocol):
    """A country or region with whether a product may be sent there."""

    @property
    def country(self) -> str: ...
    @property
    def is_open(self) -> bool: ...
    @property
    def is_conditional(self) -> bool: ...


class DestinationReader(Protocol):
    """Where a product may be sent abroad, by today's rules."""

    def column(self) -> ColumnElement[Any]:
        """What is read with the product's own row, so that asking costs no statement."""
        ...

    def destinations(self, value: Any) -> Sequence[Destination]: ...


destination_readers: Registry[DestinationReader] = Registry("shop.catalogue.destination_readers")


@dataclass(frozen=True)
class CardNote:
    """What a card says of sending to the reader's country, and whether it may be."""

    text: str
    ok: bool


class CardReader(Protocol):
    """What cards say of sending to where the reader wants goods sent; nothing at home."""

    def notes(self, uow: UnitOfWork, product_ids: Sequence[int]) -> Mapping[int, CardNote]: ...


card_readers: Registry[CardReader] = Registry("shop.catalogue.card_readers")


def card_notes(uow: UnitOfWork, product_ids: Sequence[int]) -> dict[int, CardNote]:
    """What is said of each product, in one statement for however many."""
    found: dict[int, CardNote] = {}
    for reader in card_readers if product_ids else ():
        found.update(reader.notes(uow, product_ids))
    return found


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
