"""Which goods of one business travel in which box."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from shop.catalogue.models import Temperature

CARRIER_LIMITS: Final[Mapping[Temperature, int]] = {
    Temperature.AMBIENT: 25_000,
    Temperature.CHILLED: 15_000,
    Temperature.FROZEN: 15_000,
}


@dataclass(frozen=True, kw_only=True)
class Goods:
    """A number of one variant on its way into a box; the weight is of one, packed."""

    variant_id: int
    quantity: int
    weight_g: int
    temperature: Temperature


@dataclass(frozen=True, kw_only=True)
class Box:
    """What lies in one box."""

    temperature: Temperature
    contents: tuple[tuple[int, int], ...]
    weight_g: int


def pack(goods: Sequence[Goods], limits: Mapping[Temperature, int]) -> list[Box]:
    """Boxes by temperature, split where a carrier's limit is reached; order is kept.

    Chilled never travels with frozen. One piece that is heavier than the limit gets a box of
    its own, for which no rate will be found.
    """
    boxes: list[Box] = []
    for temperature in Temperature:
        limit = min(limits.get(temperature, CARRIER_LIMITS[temperature]),
                    CARRIER_LIMITS[temperature])  # fmt: skip
        same = [each for each in goods if each.temperature is temperature]
        boxes += _fill(same, temperature, limit)
    return boxes


def _fill(goods: Sequence[Goods], temperature: Temperature, limit: int) -> list[Box]:
    loads: list[dict[int, int]] = []
    weights: list[int] = []
    for each in goods:
        left = each.quantity
        while left:
            room = (limit - weights[-1]) // max(each.weight_g, 1) if weights else 0
            if room < 1:
                loads.append({})
                weights.append(0)
                room = max(limit // max(each.weight_g, 1), 1)
            taken = min(room, left)
            loads[-1][each.variant_id] = loads[-1].get(each.variant_id, 0) + taken
            weights[-1] += taken * each.weight_g
            left -= taken
    return [
        Box(temperature=temperature, contents=tuple(load.items()), weight_g=weight)
        for load, weight in zip(loads, weights, strict=True)
    ]
