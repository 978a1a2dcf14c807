"""When goods will be there at the latest: the day for which stock is counted."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol


class Travelling(Protocol):
    """A parcel as planned or as quoted."""

    @property
    def contents(self) -> tuple[tuple[int, int], ...]: ...

    @property
    def arrives_by(self) -> date | None: ...


def arrivals(parcels: Iterable[Travelling]) -> dict[int, date]:
    """The last day on which each variant may arrive; a variant without a known day is left out."""
    found: dict[int, date] = {}
    for parcel in parcels:
        day = parcel.arrives_by
        if day is not None:
            for variant_id, _ in parcel.contents:
                found[variant_id] = max(found.get(variant_id, day), day)
    return found
