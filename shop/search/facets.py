"""Filters of the results with how many each would leave: counted over all that answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from shop.search.current import (
    ALLERGENS,
    DAYS,
    MAKER,
    PRICE,
    PROFILE,
    SHELF,
    TEMPERATURE,
    Current,
)

PRICES: Final = ((0, 999), (1000, 2999), (3000, 4999), (5000, 9999), (10000, 0))
"""Bands of prices in yen; the last has no end."""
KEPT_DAYS: Final = (3, 7, 14, 30, 90)
NONE: Final = -1
"""Stands for a shelf or a business that nobody knows: nothing is left."""

Mask = NDArray[np.bool_]
Slots = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What of the results is wanted; None or empty asks for everything."""

    shelf: int | None = None
    maker: int | None = None
    temperature: int | None = None
    price: tuple[int, int] | None = None
    free_of: frozenset[str] = field(default_factory=frozenset[str])
    days: int = 0
    """How many days goods keep on arrival, at least."""
    profiles: frozenset[int] | None = None
    """Kinds of goods that may be sent to where they should go."""


class Facets:
    """Counts of the results by every filter: each as if it alone were not set."""

    def __init__(self, current: Current, filters: Filters) -> None:
        self._current = current
        self._filters = filters
        self._facts = current.index.facts

    @cached_property
    def masks(self) -> dict[str, Mask]:
        """Which products each filter that is set leaves."""
        wanted, facts = self._filters, self._facts
        found: dict[str, Mask] = {}
        if wanted.shelf is not None:
            found["shelf"] = facts[:, SHELF] == wanted.shelf
        if wanted.maker is not None:
            found["maker"] = facts[:, MAKER] == wanted.maker
        if wanted.temperature is not None:
            found["temperature"] = facts[:, TEMPERATURE] == wanted.temperature
        if wanted.price:
            found["price"] = _within(facts[:, PRICE], wanted.price)
        if wanted.free_of:
            numbers = self._current.allergens.numbers
            bits = sum(1 << numbers[key] for key in wanted.free_of if key in numbers)
            found["free_of"] = facts[:, ALLERGENS] & bits == 0
        if wanted.days:
            found["days"] = facts[:, DAYS] >= wanted.days
        if wanted.profiles is not None:
            found["profiles"] = self._sendable(wanted.profiles)
        return found

    @property
    def only(self) -> Mask | None:
        """Products that all filters leave; None when none is set."""
        return np.logical_and.reduce(list(self.masks.values())) if self.masks else None

    def left(self, answers: Slots, *, but: str = "") -> Slots:
        """The answers that the filters leave, one of them aside."""
        kept = [mask[answers] for name, mask in self.masks.items() if name != but]
        return answers[np.logical_and.reduce(kept)] if kept else answers

    def by(self, column: int, name: str, answers: Slots) -> dict[int, int]:
        """How many answers stand under each value of a fact."""
        values = self._facts[self.left(answers, but=name), column]
        found, counts = np.unique(values, return_counts=True)
        return {int(value): int(count) for value, count in zip(found, counts, strict=True)}

    def prices(self, answers: Slots) -> dict[tuple[int, int], int]:
        """How many answers stand in each band of prices; empty bands are left out."""
        values = self._facts[self.left(answers, but="price"), PRICE]
        counted = {band: int(_within(values, band).sum()) for band in PRICES}
        return {band: count for band, count in counted.items() if count}

    def free_of(self, answers: Slots) -> dict[str, int]:
        """How many answers are free of each allergen that any of them holds."""
        left = self.left(answers, but="free_of")
        values = self._facts[left, ALLERGENS]
        numbers: Mapping[str, int] = self._current.allergens.numbers
        held = {key: int((values >> number & 1).sum()) for key, number in numbers.items()}
        return {key: len(left) - count for key, count in sorted(held.items()) if count}

    def days(self, answers: Slots) -> dict[int, int]:
        """How many answers keep at least so many days on arrival."""
        values = self._facts[self.left(answers, but="days"), DAYS]
        counted = {days: int((values >= days).sum()) for days in KEPT_DAYS}
        return {days: count for days, count in counted.items() if count}

    def sendable(self, answers: Slots, profiles: frozenset[int]) -> int:
        """How many answers may be sent to a place."""
        return int(self._sendable(profiles)[self.left(answers, but="profiles")].sum())

    def _sendable(self, profiles: frozenset[int]) -> Mask:
        return np.isin(self._facts[:, PROFILE], np.array(sorted(profiles), np.int64))


def _within(values: NDArray[np.int64], band: tuple[int, int]) -> Mask:
    first, last = band
    return (values >= first) & (values <= last) if last else values >= first
