"""The figures a buyer was shown, and what is another one now: which, and by how much."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from shop.pricing.quotes import Change, ChangeKind, Quote


@dataclass(frozen=True, kw_only=True)
class Seen:
    """Every figure of a quote that may change: prices, rates, stock, fees by group, the total.

    `stock` is how many of what is wanted could be had.
    """

    prices: Mapping[str, int]
    rates: Mapping[str, int]
    stock: Mapping[str, int]
    fees: Mapping[str, int]
    total: int | None

    @classmethod
    def of(cls, quote: Quote) -> Self:
        """What a page shows of a quote."""
        fees: dict[str, int] = {}
        for vendor in quote.vendors:
            for parcel in vendor.parcels:
                if quote.is_delivery_known:
                    fees[parcel.group] = fees.get(parcel.group, 0) + parcel.fee + parcel.wrapping
        return cls(
            prices={str(line.variant_id): line.unit_price for line in quote.lines},
            rates={str(line.variant_id): line.tax_rate_percent for line in quote.lines},
            stock={str(line.variant_id): min(line.free, line.quantity) for line in quote.lines},
            fees=fees,
            total=quote.total if quote.is_delivery_known else None,
        )

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Self:
        """What was written down; whatever is no number was tampered with and is left out."""
        total = values.get("total")
        return cls(
            prices=_numbers(values.get("prices")),
            rates=_numbers(values.get("rates")),
            stock=_numbers(values.get("stock")),
            fees=_numbers(values.get("fees")),
            total=total if isinstance(total, int) else None,
        )

    def as_dict(self) -> dict[str, Any]:
        return {
            "prices": dict(self.prices),
            "rates": dict(self.rates),
            "stock": dict(self.stock),
            "fees": dict(self.fees),
            "total": self.total,
        }


def _numbers(values: object) -> dict[str, int]:
    if not isinstance(values, dict):
        return {}
    return {str(key): number for key, number in values.items() if isinstance(number, int)}  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]


def changes(quote: Quote, before: Seen) -> tuple[Change, ...]:
    """What is no longer as it was shown, only of what is still there to compare."""
    now = Seen.of(quote)
    found = [
        *_compare(ChangeKind.PRICE, before.prices, now.prices),
        *_compare(ChangeKind.TAX, before.rates, now.rates),
        *_compare(ChangeKind.STOCK, before.stock, _short(quote)),
        *_compare(ChangeKind.FEE, before.fees, now.fees),
    ]
    if before.total is not None and now.total is not None and before.total != now.total:
        found.append(Change(kind=ChangeKind.TOTAL, before=before.total, after=now.total))
    return tuple(found)


def _short(quote: Quote) -> dict[str, int]:
    """What is left of goods of which there are not enough (any more)."""
    return {str(line.variant_id): line.free for line in quote.lines if line.free < line.quantity}


def _compare(kind: ChangeKind, before: Mapping[str, int], after: Mapping[str, int]) -> list[Change]:
    return [
        Change(
            kind=kind,
            before=before[key],
            after=number,
            variant_id=None if kind is ChangeKind.FEE else int(key),
            group=key if kind is ChangeKind.FEE else "",
        )
        for key, number in after.items()
        if key in before and before[key] != number
    ]
