"""How deliveries misbehave on purpose, so that a receiver can be tried against it."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields, replace
from typing import TYPE_CHECKING

from shop.payments.simulator.errors import ApiError

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True)
class Switches:
    """All off is a well-behaved line; every value is a whole number of at least nought."""

    delay: int = 0
    """Seconds before the first attempt of each event."""

    repeat: int = 0
    """How many more times each event is delivered."""

    reorder: int = 0
    """1 delivers what is due at one moment last first."""

    drop: int = 0
    """How many of the next attempts get lost on the way; they are retried with back-off."""

    def as_row(self) -> dict[str, int]:
        """The values by name, as kept and as answered."""
        return asdict(self)

    def changed(self, wanted: Mapping[str, object]) -> Switches:
        """These switches with the wanted values, or an error that names the bad one."""
        known = {field.name for field in fields(self)}
        values: dict[str, int] = {}
        for name, value in wanted.items():
            if name not in known:
                message = f"There is no switch {name}; there are {', '.join(sorted(known))}."
                raise ApiError(message, code="parameter_unknown", param=name)
            if not isinstance(value, int) or value < 0:
                message = f"Switch {name} takes a whole number of at least 0."
                raise ApiError(message, code="parameter_invalid_integer", param=name)
            values[name] = int(value)
        return replace(self, **values)
