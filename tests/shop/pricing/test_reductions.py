"""Reductions are capped, spread by largest remainder, and lose no yen."""

from hypothesis import given
from hypothesis import strategies as st

from shop.pricing.ports import Adjustment, BorneBy, RequestedLine, Target
from shop.pricing.reductions import spread
from shop.pricing.tax import TaxAmount, buckets, contained


def line(variant_id: int, price: int, organisation_id: int = 1, quantity: int = 1) -> RequestedLine:
    return RequestedLine(
        variant_id=variant_id,
        product_id=variant_id,
        organisation_id=organisation_id,
        category_id=1,
        quantity=quantity,
        unit_price=price,
    )


def off(
    amount: int, *, target: Target = Target.GOODS, variants: tuple[int, ...] = (),
    organisations: tuple[int, ...] = (),
) -> Adjustment:  # fmt: skip
    return Adjustment(
        source="test",
        reference=f"{amount}",
        labels={"en": "Off"},
        amount=amount,
        borne_by=BorneBy.CITY,
        target=target,
        variant_ids=frozenset(variants),
        organisation_ids=frozenset(organisations),
    )


def test_a_reduction_is_split_by_what_lines_cost() -> None:
    result = spread([off(1000)], [line(1, 3000), line(2, 2000, 2)], {})
    assert result.by_variant == {1: 600, 2: 400}
    assert [shares for _, shares in result.shares] == [{1: 600, 2: 400}]


def test_a_free_line_takes_nothing() -> None:
    result = spread([off(100)], [line(1, 0), line(2, 300)], {})
    assert result.by_variant == {1: 0, 2: 100}


def test_it_never_takes_more_than_there_is() -> None:
    result = spread([off(5000), off(10)], [line(1, 300)], {})
    assert result.by_variant == {1: 300}
    assert len(result.shares) == 1


def test_only_the_named_lines_are_reduced() -> None:
    result = spread([off(500, variants=(2,))], [line(1, 3000), line(2, 400)], {})
    assert result.by_variant == {2: 400}


def test_only_the_named_businesses_are_reduced() -> None:
    result = spread([off(500, organisations=(2,))], [line(1, 3000), line(2, 900, 2)], {})
    assert result.by_variant == {2: 500}


def test_free_delivery_takes_from_fees_only() -> None:
    lines = [line(1, 3000), line(2, 900, 2)]
    result = spread([off(99_999, target=Target.DELIVERY)], lines, {1: 880, 2: 1100})
    assert result.by_variant == {}
    assert result.by_delivery == {1: 880, 2: 1100}
    assert [shares for _, shares in result.shares] == [{1: 880, 2: 1100}]


def test_tax_is_rounded_once_per_rate() -> None:
    assert contained(324, 8) == 24
    assert buckets([(8, 107), (8, 107), (8, 107), (10, 880)], "JP") == (
        TaxAmount(rate_percent=10, amount=880, tax=80),
        TaxAmount(rate_percent=8, amount=321, tax=23),
    )


def test_exports_are_free_of_tax_with_the_reason() -> None:
    assert buckets([(0, 1480), (0, 2400)], "TW") == (
        TaxAmount(rate_percent=0, amount=3880, tax=0, reason="export"),
    )


lines_of_carts = st.lists(
    st.tuples(st.integers(0, 20_000), st.integers(1, 9), st.integers(1, 3)), min_size=1, max_size=8
)
amounts = st.lists(st.tuples(st.integers(0, 60_000), st.sampled_from(list(Target))), max_size=4)


@given(lines_of_carts, amounts, st.dictionaries(st.integers(1, 3), st.integers(0, 3000)))
def test_no_yen_is_lost_and_nothing_falls_below_zero(
    wanted: list[tuple[int, int, int]],
    offered: list[tuple[int, Target]],
    fees: dict[int, int],
) -> None:
    lines = [line(key, each[0], each[2], each[1]) for key, each in enumerate(wanted)]
    result = spread([off(amount, target=target) for amount, target in offered], lines, fees)
    taken = sum(result.by_variant.values()) + sum(result.by_delivery.values())
    assert taken == sum(sum(shares.values()) for _, shares in result.shares)
    for each in lines:
        assert 0 <= result.by_variant.get(each.variant_id, 0) <= each.line_total
    for key, fee in fees.items():
        assert 0 <= result.by_delivery.get(key, 0) <= fee
    for adjustment, shares in result.shares:
        assert sum(shares.values()) <= adjustment.amount
        assert all(part > 0 for part in shares.values())
