"""Consumption tax contained in prices: dated rates, one rounding per rate per order."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from shop.delivery.zones import HOME

FILE: Final = Path(__file__).with_name("tax_rates.csv")
DELIVERY: Final = "delivery"
EXPORT: Final = "export"


@dataclass(frozen=True, kw_only=True)
class TaxRate:
    """A row of the table: the rate of a class of goods from a day on, by the day of supply."""

    tax_class: str
    percent: int
    since: date
    until: date | None


@dataclass(frozen=True, kw_only=True)
class TaxAmount:
    """What is paid at one rate, and the tax contained in it; `reason` says why there is none."""

    rate_percent: int
    amount: int
    tax: int
    reason: str = ""


@cache
def rates() -> tuple[TaxRate, ...]:
    """All rows, as the file has them."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            TaxRate(
                tax_class=row["class"],
                percent=int(row["percent"]),
                since=date.fromisoformat(row["from"]),
                until=date.fromisoformat(row["until"]) if row["until"] else None,
            )
            for row in csv.DictReader(file)
        )


def rate_of(tax_class: str, on: date, country: str, table: Sequence[TaxRate] | None = None) -> int:
    """The rate in per cent of a class of goods supplied on a day; nothing on exports.

    Of rows that overlap the one that began last counts: a rate for some years needs one row.
    Raises LookupError when no row covers the day.
    """
    if country != HOME:
        return 0
    found = [
        row
        for row in (rates() if table is None else table)
        if row.tax_class == tax_class and row.since <= on and (row.until is None or on <= row.until)
    ]
    if not found:
        raise LookupError(f"no tax rate for {tax_class} on {on}")
    return max(found, key=lambda row: row.since).percent


def contained(amount: int, percent: int) -> int:
    """The tax contained in a tax-included amount, fractions of a yen dropped."""
    return amount * percent // (100 + percent)


def added(amount: int, percent: int) -> int:
    """The tax that comes on top of a net amount, fractions of a yen dropped."""
    return amount * percent // 100


def net_buckets(amounts: Iterable[tuple[int, int]], country: str) -> tuple[TaxAmount, ...]:
    """(rate, net amount) pairs of one invoice gathered per rate, highest first, tax on top.

    The tax is rounded once per rate (Consumption Tax Act, qualified invoices): three articles of
    99 yen net at 8 % carry 23 yen and not three times 7.
    """
    sums: dict[int, int] = {}
    for percent, amount in amounts:
        sums[percent] = sums.get(percent, 0) + amount
    return tuple(
        TaxAmount(
            rate_percent=percent,
            amount=sums[percent] + added(sums[percent], percent),
            tax=added(sums[percent], percent),
            reason="" if country == HOME else EXPORT,
        )
        for percent in sorted(sums, reverse=True)
    )


def buckets(amounts: Iterable[tuple[int, int]], country: str) -> tuple[TaxAmount, ...]:
    """(rate, amount) pairs of one order gathered per rate, highest rate first."""
    sums: dict[int, int] = {}
    for percent, amount in amounts:
        sums[percent] = sums.get(percent, 0) + amount
    reason = "" if country == HOME else EXPORT
    return tuple(
        TaxAmount(
            rate_percent=percent,
            amount=sums[percent],
            tax=contained(sums[percent], percent),
            reason=reason,
        )
        for percent in sorted(sums, reverse=True)
    )
