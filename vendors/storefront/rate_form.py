"""Between the form of delivery fees and their table."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, Final

from vendors.storefront.delivery import Band, Table

LINES: Final = range(1, 6)
GRAMS: Final = 1000


def present(table: Table | None, today: date) -> dict[str, Any]:
    """The form's values for a table, or for none yet."""
    if table is None:
        return {"days_min": 1, "days_max": 2, "valid_from": today}
    values: dict[str, Any] = {
        "days_min": table.days_min,
        "days_max": table.days_max,
        "valid_from": max(table.valid_from, today),
    }
    for line, band in zip(LINES, table.bands, strict=False):
        values[f"up_to_{line}"] = Decimal(band.up_to_g) / GRAMS
        values[f"fee_{line}"] = band.fee
    return values


def table_of(values: Mapping[str, Any]) -> Table:
    """The table that was written; a line with one half empty is left out."""
    bands = [
        Band(int(values[f"up_to_{line}"] * GRAMS), values[f"fee_{line}"])
        for line in LINES
        if values[f"up_to_{line}"] is not None and values[f"fee_{line}"] is not None
    ]
    return Table(
        bands=sorted(bands, key=lambda band: band.up_to_g),
        days_min=values["days_min"],
        days_max=values["days_max"],
        valid_from=values["valid_from"],
    )
