"""Reductions: each capped by what is left to reduce, and spread without losing a yen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.money import allocate
from shop.pricing.ports import Adjustment, RequestedLine, Target


@dataclass
class Spread:
    """What all adjustments take off: per line (by variant) and per business's delivery."""

    by_variant: dict[int, int] = field(default_factory=dict[int, int])
    by_delivery: dict[int, int] = field(default_factory=dict[int, int])
    shares: list[tuple[Adjustment, dict[int, int]]] = field(
        default_factory=list[tuple[Adjustment, dict[int, int]]]
    )
    """Each adjustment with what each business's order receives of it."""


def spread(
    adjustments: Sequence[Adjustment],
    lines: Sequence[RequestedLine],
    fees: Mapping[int, int],
) -> Spread:
    """Take adjustments off one after the other, each from what the earlier ones left."""
    result = Spread()
    for adjustment in adjustments:
        if adjustment.target is Target.DELIVERY:
            _from_delivery(result, adjustment, fees)
        else:
            _from_goods(result, adjustment, lines)
    return result


def _from_goods(result: Spread, adjustment: Adjustment, lines: Sequence[RequestedLine]) -> None:
    eligible = [line for line in lines if _counts(adjustment, line)]
    left = [line.line_total - result.by_variant.get(line.variant_id, 0) for line in eligible]
    amount = min(max(adjustment.amount, 0), sum(left))
    if amount == 0:
        return
    shares: dict[int, int] = {}
    for line, part in zip(eligible, allocate(amount, left), strict=True):
        result.by_variant[line.variant_id] = result.by_variant.get(line.variant_id, 0) + part
        if part:
            shares[line.organisation_id] = shares.get(line.organisation_id, 0) + part
    result.shares.append((adjustment, shares))


def _from_delivery(result: Spread, adjustment: Adjustment, fees: Mapping[int, int]) -> None:
    wanted = adjustment.organisation_ids
    keys = [key for key in sorted(fees) if not wanted or key in wanted]
    left = [fees[key] - result.by_delivery.get(key, 0) for key in keys]
    amount = min(max(adjustment.amount, 0), sum(left))
    if amount == 0:
        return
    shares = dict(zip(keys, allocate(amount, left), strict=True))
    for key, part in shares.items():
        result.by_delivery[key] = result.by_delivery.get(key, 0) + part
    result.shares.append((adjustment, {key: part for key, part in shares.items() if part}))


def _counts(adjustment: Adjustment, line: RequestedLine) -> bool:
    if adjustment.variant_ids:
        return line.variant_id in adjustment.variant_ids
    wanted = adjustment.organisation_ids
    return not wanted or line.organisation_id in wanted
