"""Which goods travel in which box: within weight, size and temperature, the same every time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from shop.catalogue.models import Temperature

CARRIER_LIMITS: Final[Mapping[Temperature, int]] = {
    Temperature.AMBIENT: 25_000,
    Temperature.CHILLED: 15_000,
    Temperature.FROZEN: 15_000,
}
"""Grams that every carrier takes, for a business that has not said whose parcels it sends."""
Sides = tuple[int, int, int]
CM: Final = 10


@dataclass(frozen=True, kw_only=True)
class Goods:
    """A number of one variant on its way into a box; weight and sides (mm) are of one, packed.

    `keeps_until` is the last day on which it can arrive as fresh as it is promised.
    """

    variant_id: int
    quantity: int
    weight_g: int
    temperature: Temperature
    sides: Sides | None = None
    keeps_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class BoxKind:
    """An empty box: outer sides in mm, its own weight, and how much of it can be filled."""

    name: str
    sides: Sides
    tare_g: int
    fill_percent: int = 80

    @property
    def size_cm(self) -> int:
        return -(-sum(self.sides) // CM)

    @property
    def room_mm3(self) -> int:
        length, width, height = self.sides
        return length * width * height * self.fill_percent // 100

    def takes(self, sides: Sides) -> bool:
        """Whether one thing of these sides goes in, however it is turned."""
        return all(a <= b for a, b in zip(sorted(sides), sorted(self.sides), strict=True))


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What a carrier takes at most; None where it says nothing."""

    max_g: int | None = None
    max_sum_cm: int | None = None
    max_length_cm: int | None = None

    def allows(self, box: BoxKind) -> bool:
        return (self.max_sum_cm is None or box.size_cm <= self.max_sum_cm) and (
            self.max_length_cm is None or max(box.sides) <= self.max_length_cm * CM
        )


@dataclass(frozen=True, kw_only=True)
class Packed:
    """A box with what lies in it; `kind` is none where only the weight is known."""

    contents: tuple[tuple[int, int], ...]
    weight_g: int
    kind: BoxKind | None = None
    is_too_much: bool = False

    @property
    def size_cm(self) -> int | None:
        return self.kind.size_cm if self.kind else None


@dataclass
class _Load:
    """A box that is being filled."""

    quantities: dict[int, int] = field(default_factory=dict[int, int])
    weight_g: int = 0
    volume_mm3: int = 0
    sides: list[Sides] = field(default_factory=list[Sides])
    is_too_much: bool = False

    def put(self, goods: Goods, quantity: int) -> None:
        self.quantities[goods.variant_id] = self.quantities.get(goods.variant_id, 0) + quantity
        self.weight_g += goods.weight_g * quantity
        if goods.sides is not None:
            self.volume_mm3 += _volume(goods) * quantity
            self.sides.append(goods.sides)


def pack(goods: Sequence[Goods], limits: Limits, kinds: Sequence[BoxKind] = ()) -> list[Packed]:
    """Everything in boxes of a carrier: the bulkiest first, each into the first with room.

    Where a pack size is missing, or there are no boxes to choose from, only the weight counts.
    One piece that no box or carrier takes gets a box of its own, marked as too much.
    """
    sizes_count = bool(kinds) and all(each.sides is not None for each in goods)
    fitting = [kind for kind in kinds if limits.allows(kind)] if sizes_count else []
    order = {each.variant_id: place for place, each in enumerate(goods)}
    loads: list[_Load] = []
    for each in sorted(goods, key=lambda one: (-_volume(one), -one.weight_g, one.variant_id)):
        _place(loads, each, limits, fitting if sizes_count else None)
    return [_close(load, limits, fitting, order) for load in loads]


def _place(
    loads: list[_Load], goods: Goods, limits: Limits, kinds: Sequence[BoxKind] | None
) -> None:
    left = goods.quantity
    for load in loads:
        taken = min(_room(load, goods, limits, kinds), left)
        if taken:
            load.put(goods, taken)
            left -= taken
    while left:
        load = _Load()
        taken = min(_room(load, goods, limits, kinds), left)
        load.is_too_much = taken == 0
        load.put(goods, max(taken, 1))
        loads.append(load)
        left -= max(taken, 1)


def _room(load: _Load, goods: Goods, limits: Limits, kinds: Sequence[BoxKind] | None) -> int:
    """How many more of something a box takes."""
    if load.is_too_much:
        return 0
    if kinds is None:
        return _by_weight(load, goods, limits, tare_g=0)
    return max((_by_size(load, goods, limits, kind) for kind in kinds), default=0)


def _by_size(load: _Load, goods: Goods, limits: Limits, kind: BoxKind) -> int:
    sides = [*load.sides, *([goods.sides] if goods.sides else [])]
    if not all(kind.takes(each) for each in sides):
        return 0
    room = (kind.room_mm3 - load.volume_mm3) // max(_volume(goods), 1)
    return max(0, min(room, _by_weight(load, goods, limits, tare_g=kind.tare_g)))


def _by_weight(load: _Load, goods: Goods, limits: Limits, *, tare_g: int) -> int:
    if limits.max_g is None:
        return goods.quantity
    return max(0, (limits.max_g - tare_g - load.weight_g) // max(goods.weight_g, 1))


def _volume(goods: Goods) -> int:
    length, width, height = goods.sides or (0, 0, 0)
    return length * width * height


def _close(
    load: _Load, limits: Limits, kinds: Sequence[BoxKind], order: Mapping[int, int]
) -> Packed:
    """The smallest box that takes a load."""
    fitting = [
        kind
        for kind in kinds
        if load.volume_mm3 <= kind.room_mm3
        and all(kind.takes(each) for each in load.sides)
        and (limits.max_g is None or load.weight_g + kind.tare_g <= limits.max_g)
    ]
    kind = min(
        fitting, key=lambda one: (one.size_cm, one.room_mm3, one.tare_g, one.name), default=None
    )
    contents = sorted(load.quantities.items(), key=lambda pair: order[pair[0]])
    return Packed(
        contents=tuple(contents),
        weight_g=load.weight_g + (kind.tare_g if kind else 0),
        kind=kind,
        is_too_much=load.is_too_much,
    )
