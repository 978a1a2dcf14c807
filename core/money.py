"""Yen as integers, and splits that lose none of them.

Every stored amount is integer yen (ADR 0002): prices are charged in JPY only, which has no
minor unit, so a second column for a currency would always hold the same word.
"""

from collections.abc import Sequence


def allocate(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` yen over `weights` by largest remainder; the parts sum to `total`.

    A zero weight takes nothing; ties go to the earlier part. A negative total is split as the
    mirror image of its positive. Raises ValueError for a negative weight, or when all weights
    are zero and there is something to split.
    """
    if any(weight < 0 for weight in weights):
        raise ValueError("weights must not be negative")
    whole = sum(weights)
    if whole == 0:
        if total != 0:
            raise ValueError("nothing to split over")
        return [0] * len(weights)
    sign = -1 if total < 0 else 1
    shares = [divmod(abs(total) * weight, whole) for weight in weights]
    parts = [share for share, _ in shares]
    missing = abs(total) - sum(parts)
    by_remainder = sorted(range(len(weights)), key=lambda i: (-shares[i][1], i))
    for index in by_remainder[:missing]:
        parts[index] += 1
    return [sign * part for part in parts]
