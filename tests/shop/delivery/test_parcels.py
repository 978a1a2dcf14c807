"""Boxes keep temperatures apart and stay below what carriers take."""

from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.models import Temperature
from shop.delivery.parcels import CARRIER_LIMITS, Box, Goods, pack

A, C, F = Temperature.AMBIENT, Temperature.CHILLED, Temperature.FROZEN


def goods(variant_id: int, quantity: int, weight_g: int, temperature: Temperature) -> Goods:
    return Goods(
        variant_id=variant_id, quantity=quantity, weight_g=weight_g, temperature=temperature
    )


def test_each_temperature_gets_its_own_box() -> None:
    boxes = pack([goods(1, 2, 500, F), goods(2, 1, 300, A), goods(3, 1, 400, C)], {})
    assert boxes == [
        Box(temperature=A, contents=((2, 1),), weight_g=300),
        Box(temperature=C, contents=((3, 1),), weight_g=400),
        Box(temperature=F, contents=((1, 2),), weight_g=1000),
    ]


def test_a_heavy_order_is_split_at_the_limit() -> None:
    boxes = pack([goods(1, 5, 4000, F)], {})
    assert [(box.contents, box.weight_g) for box in boxes] == [
        (((1, 3),), 12000),
        (((1, 2),), 8000),
    ]


def test_a_table_that_ends_earlier_is_the_limit() -> None:
    boxes = pack([goods(1, 3, 1000, A)], {A: 2000})
    assert [box.weight_g for box in boxes] == [2000, 1000]


def test_one_piece_over_the_limit_travels_alone() -> None:
    boxes = pack([goods(1, 1, 100, A), goods(2, 1, 30_000, A)], {})
    assert [box.contents for box in boxes] == [((1, 1),), ((2, 1),)]


@given(
    st.lists(
        st.tuples(st.integers(1, 30), st.integers(1, 14_000), st.sampled_from(list(Temperature))),
        max_size=8,
    )
)
def test_nothing_is_lost_and_no_box_is_too_heavy(
    wanted: list[tuple[int, int, Temperature]],
) -> None:
    asked = [goods(key, *each) for key, each in enumerate(wanted)]
    boxes = pack(asked, {})
    packed: dict[int, int] = {}
    for box in boxes:
        assert box.weight_g <= CARRIER_LIMITS[box.temperature]
        for key, quantity in box.contents:
            assert wanted[key][2] is box.temperature
            packed[key] = packed.get(key, 0) + quantity
    assert packed == {key: each[0] for key, each in enumerate(wanted)}
