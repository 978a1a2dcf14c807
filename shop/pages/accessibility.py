"""What the accessibility statement says: data with dates, so that it stays true."""

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from core.text import LazyText, lazy

DATA: Final = Path(__file__).parent / "data" / "accessibility.json"
CHECKS: Final = {
    "machine": lazy("By machine, on every kind of page and in all six written forms (axe-core)"),
    "keyboard": lazy(
        "A whole purchase with the keyboard alone, reading what a screen reader reads"
    ),
    "people": lazy("By independent people who depend on it"),
}
LIMITS: Final = {
    "payment_page": lazy("The payment page belongs to another company, and we cannot change it."),
    "photo_descriptions": lazy("Descriptions of photos come from the makers, and some are short."),
    "machine_drafts": lazy(
        "Words that a machine drafted in your language are marked so and may be clumsy."
    ),
}


@dataclass(frozen=True)
class Check:
    """A kind of test, and when it was last done; None where nobody has done it yet."""

    what: LazyText
    last_on: date | None


@cache
def _read() -> dict[str, Any]:
    return cast("dict[str, Any]", json.loads(DATA.read_text(encoding="utf-8")))


def standards() -> list[str]:
    return list(_read()["standards"])


def checks() -> list[Check]:
    """Every kind of test with its last day."""
    return [
        Check(CHECKS[row["key"]], date.fromisoformat(row["last_on"]) if row["last_on"] else None)
        for row in _read()["checks"]
    ]


def limits() -> list[LazyText]:
    """What is known not to be good yet."""
    return [LIMITS[key] for key in _read()["limits"]]
