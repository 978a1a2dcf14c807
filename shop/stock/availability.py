"""What a buyer is told of stock: there, only a few left, sold out."""

from enum import StrEnum

from shop.catalogue.ports import FEW


class Availability(StrEnum):
    IN_STOCK = "in_stock"
    FEW_LEFT = "few_left"
    SOLD_OUT = "sold_out"


def availability(free: int) -> Availability:
    """The word for a number that may still be promised."""
    if free <= 0:
        return Availability.SOLD_OUT
    return Availability.FEW_LEFT if free <= FEW else Availability.IN_STOCK
