"""What goods cost per 100 g, per 100 ml or per piece: the figure by which sizes are compared."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shop.catalogue.models import TaxClass

HUNDRED: Final = 100


class Measure(StrEnum):
    MASS = "mass"
    VOLUME = "volume"
    PIECE = "piece"


@dataclass(frozen=True)
class UnitPrice:
    """Yen for `per` grams, millilitres or pieces."""

    yen: int
    measure: Measure
    per: int


def unit_price(
    price: int, *, tax_class: TaxClass, net_weight_g: int, volume_ml: int | None, pieces: int | None
) -> UnitPrice | None:
    """A drink per 100 ml, food per 100 g, other things per piece where there are several.

    A single thing that is no food is compared by nothing but its price.
    """
    if volume_ml:
        return UnitPrice(_part(price, HUNDRED, volume_ml), Measure.VOLUME, HUNDRED)
    if tax_class is not TaxClass.OTHER:
        return UnitPrice(_part(price, HUNDRED, net_weight_g), Measure.MASS, HUNDRED)
    if pieces and pieces > 1:
        return UnitPrice(_part(price, 1, pieces), Measure.PIECE, 1)
    return None


def _part(price: int, per: int, whole: int) -> int:
    """Rounded half up, as the price tags of food shops do."""
    return (2 * per * price + whole) // (2 * whole)
