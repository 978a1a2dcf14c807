"""Splitting yen loses none of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.money import allocate

weights = st.lists(st.integers(0, 10_000_000), min_size=1, max_size=12)


@given(total=st.integers(-10_000_000, 10_000_000), parts=weights)
def test_parts_sum_to_the_whole_and_stay_within_one_yen_of_their_share(
    total: int, parts: list[int]
) -> None:
    whole = sum(parts)
    if whole == 0:
        return
    got = allocate(total, parts)
    assert sum(got) == total
    assert all(
        abs(part * whole - total * weight) < whole for part, weight in zip(got, parts, strict=True)
    )


def test_zero_weights_take_nothing() -> None:
    assert allocate(1000, [0, 3, 0, 1]) == [0, 750, 0, 250]


def test_the_largest_remainder_gets_the_missing_yen() -> None:
    # 100 over 1:1:1 is 33.3 each; the first of equal remainders takes the odd yen.
    assert allocate(100, [1, 1, 1]) == [34, 33, 33]
    # 10 over 3:3:1 is 4.28, 4.28, 1.43: the third has the largest remainder.
    assert allocate(10, [3, 3, 1]) == [4, 4, 2]


def test_nothing_to_split_over_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing to split over"):
        allocate(1, [0, 0])
