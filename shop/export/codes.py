"""Customs codes often used for goods of the port, as suggestions to be checked."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

FILE: Final = Path(__file__).parent / "data" / "hs_codes.csv"


@dataclass(frozen=True)
class Suggestion:
    """A code with other readings of the same goods; `sureness` is H, M or L."""

    item: str
    hs6: str
    alternatives: str
    sureness: str


@cache
def suggested() -> tuple[Suggestion, ...]:
    """All rows, as the file has them."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Suggestion(row["item_ja"], row["hs6"], row["alternatives"], row["sureness"])
            for row in csv.DictReader(file)
        )
