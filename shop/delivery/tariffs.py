"""What a box costs with a carrier to a zone: tables of fees by size and weight, pure arithmetic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from shop.delivery.models import CarrierService, DeliveryRate, DeliverySurcharge
from shop.delivery.parcels import Limits, Packed

COOL: Final = "cool"
HUNDRED: Final = 100


@dataclass(frozen=True, kw_only=True)
class Lane:
    """One way of sending: a carrier's service, or a business's own table without one.

    `rows` is the table that counts, smallest first; for a cool service priced by its base these
    are the base's rows and `cool` are the surcharges by size.
    """

    service: CarrierService | None
    rows: Sequence[DeliveryRate]
    surcharges: Sequence[DeliverySurcharge] = ()
    is_by_base: bool = False

    @property
    def key(self) -> str:
        return self.service.key if self.service else ""

    @property
    def carrier(self) -> str:
        return self.service.carrier if self.service else ""

    def limits(self, most_g: int) -> Limits:
        """What may be in one box: the carrier's limits, and no more than the table prices."""
        by_rows = _most([row.up_to_g for row in self.rows])
        by_cm = _most([row.up_to_cm for row in self.rows])
        if self.service is None:
            return Limits(max_g=_least(most_g, by_rows), max_sum_cm=by_cm)
        by_size = _most(
            [band["up_to_g"] for band in self._bands() if by_cm is None or band["size"] <= by_cm]
        )
        return Limits(
            max_g=_least(self.service.max_g, by_rows, by_size),
            max_sum_cm=_least(self.service.max_sum_cm, by_cm),
            max_length_cm=self.service.max_length_cm,
        )

    def fee(self, box: Packed) -> int | None:
        """What one box costs with everything on top; none when the table does not say."""
        if box.is_too_much:
            return None
        size = self._size(box)
        row = next((row for row in self.rows if self._is_for(row, box, size)), None)
        if row is None:
            return None
        fee = row.fee
        for kind in dict.fromkeys(each.kind for each in self.surcharges):
            more = self._surcharge(kind, row.zone, fee, size)
            if more is None:
                return None
            fee += more
        if self.is_by_base and not any(each.kind == COOL for each in self.surcharges):
            return None
        return fee

    def room(self, box: Packed) -> int | None:
        """How many grams more cost nothing; none where the size counts or nothing limits it."""
        fee = self.fee(box)
        if fee is None or box.kind is not None:
            return None
        steps = {int(band["up_to_g"]) for band in self._bands() if band["up_to_g"] is not None}
        steps |= {row.up_to_g for row in self.rows if row.up_to_g is not None}
        most = [
            step
            for step in steps
            if step >= box.weight_g and self.fee(replace(box, weight_g=step)) == fee
        ]
        return max(most) - box.weight_g if most else None

    def _bands(self) -> Sequence[Mapping[str, Any]]:
        return self.service.bands if self.service else []

    def _size(self, box: Packed) -> int | None:
        """The size a carrier charges: the box's, pushed up by its weight where it says so."""
        sizes = [
            int(band["size"])
            for band in self._bands()
            if (box.size_cm is None or box.size_cm <= int(band["size"]))
            and (band["up_to_g"] is None or box.weight_g <= int(band["up_to_g"]))
            and (box.size_cm is not None or band["up_to_g"] is not None)
        ]
        return min(sizes, default=box.size_cm)

    def _is_for(self, row: DeliveryRate, box: Packed, size: int | None) -> bool:
        if row.up_to_g is not None and box.weight_g > row.up_to_g:
            return False
        return row.up_to_cm is None or (size is not None and size <= row.up_to_cm)

    def _surcharge(self, kind: str, zone: str, fee: int, size: int | None) -> int | None:
        """One kind of surcharge, of the zone's own rows where there are any."""
        rows = [each for each in self.surcharges if each.kind == kind and each.zone in {zone, ""}]
        own = [each for each in rows if each.zone == zone] or rows
        fitting = [
            each
            for each in own
            if each.up_to_cm is None or (size is not None and size <= each.up_to_cm)
        ]
        if not fitting:
            return None if kind == COOL else 0
        best = min(fitting, key=lambda each: (each.up_to_cm or 0, each.id or 0))
        return best.fee + -(-fee * best.percent // HUNDRED)


def table_of(rows: Sequence[DeliveryRate]) -> list[DeliveryRate]:
    """The newest of the tables in force, smallest first; a newer one replaces the older whole."""
    if not rows:
        return []
    newest = max(row.valid_from for row in rows)
    return sorted(
        (row for row in rows if row.valid_from == newest),
        key=lambda row: (row.fee, row.up_to_cm or 0, row.up_to_g or 0),
    )


def newest_surcharges(rows: Sequence[DeliverySurcharge]) -> list[DeliverySurcharge]:
    """Of each kind, zone and size the newest row."""
    found: Mapping[tuple[str, str, int | None], DeliverySurcharge] = {
        (row.kind, row.zone, row.up_to_cm): row
        for row in sorted(rows, key=lambda row: row.valid_from)
    }
    return list(found.values())


def _least(*numbers: int | None) -> int | None:
    known = [number for number in numbers if number is not None]
    return min(known, default=None)


def _most(numbers: Sequence[int | None]) -> int | None:
    """The highest limit of a table; none as soon as one of its rows has no limit."""
    known = [number for number in numbers if number is not None]
    return max(known) if numbers and len(known) == len(numbers) else None
