"""Figures for the page that says how the market is watched over, asked of whoever keeps them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.registry import Registry
from core.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Measure:
    """One figure of the last twelve months, such as how many businesses were checked."""

    title: str
    figure: str


measures: Registry[Callable[[UnitOfWork, datetime], Sequence[Measure]]] = Registry(
    "shop.pages.measures"
)
"""Each answers with its figures since an instant, for kept pages: counts and no names."""
