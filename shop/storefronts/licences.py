"""Licences a business must hold before it may sell certain goods."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

LIQUOR: Final = "liquor"
"""The mail-order licence for alcohol, or the reason why a maker needs none."""


@dataclass(frozen=True, kw_only=True)
class Licence:
    """What is on file: its number, who gave it, and until when it counts where it ends."""

    number: str
    issuer: str
    valid_until: date | None = None

    def is_valid(self, day: date) -> bool:
        return self.valid_until is None or self.valid_until >= day

    def as_json(self) -> dict[str, str]:
        until = self.valid_until.isoformat() if self.valid_until else ""
        return {"number": self.number, "issuer": self.issuer, "valid_until": until}


def on_file(licences: Mapping[str, Any], kind: str) -> Licence | None:
    """The licence of a kind that a business has filed."""
    row = licences.get(kind)
    if not row:
        return None
    until = row.get("valid_until")
    return Licence(
        number=row["number"],
        issuer=row["issuer"],
        valid_until=date.fromisoformat(until) if until else None,
    )


def may_sell_alcohol(licences: Mapping[str, Any], day: date) -> bool:
    """Whether a business may sell alcohol on a day."""
    licence = on_file(licences, LIQUOR)
    return licence is not None and licence.is_valid(day)
