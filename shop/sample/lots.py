"""Lots of the sample market: of goods that keep long enough for a market to be looked at."""

from datetime import date, timedelta
from typing import Final

from core.dates import tokyo_day
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Product, Variant
from shop.stock.models import StockLot

KEEPS_LONG: Final = 180
"""Fresher goods have no lots here: in a week all of them would be too old to be sold."""


def promise_of(shelf_life_days: int) -> int:
    """How many days a sample product promises on arrival: a third of what it keeps."""
    return max(1, shelf_life_days // 3)


def lots_of(uow: UnitOfWork, product: Product, variant: Variant, on_hand: int) -> list[StockLot]:
    """Two lots that hold what is there, the older one first; none for goods that keep short."""
    keeps = product.shelf_life_days or 0
    if keeps < KEEPS_LONG or not on_hand:
        return []
    today, older = tokyo_day(uow.now), on_hand // 2
    made = (today - timedelta(days=keeps // 10), today - timedelta(days=5))
    counts = (older, on_hand - older)
    return [
        _lot(product, variant, day, count) for day, count in zip(made, counts, strict=True) if count
    ]


def _lot(product: Product, variant: Variant, made_on: date, count: int) -> StockLot:
    expires_on = made_on + timedelta(days=product.shelf_life_days or 0)
    return StockLot(
        variant_id=variant.id,
        code=f"SAMPLE-{made_on:%y%m%d}",
        received_on=made_on,
        received=count,
        on_hand=count,
        made_on=made_on,
        expires_on=expires_on,
        sell_until=expires_on - timedelta(days=product.days_left_on_arrival or 0),
    )
