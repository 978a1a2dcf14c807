"""Boxes stay within what a carrier takes, and nothing is lost or doubled."""

from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.models import Temperature
from shop.delivery.parcels import BoxKind, Goods, Limits, Packed, Sides, pack

A = Temperature.AMBIENT
SMALL = BoxKind(name="60", sides=(250, 200, 150), tare_g=200)
LARGE = BoxKind(name="100", sides=(400, 350, 250), tare_g=500)
COOL = Limits(max_g=15_000, max_sum_cm=120)


def goods(variant_id: int, quantity: int, weight_g: int, sides: Sides | None = None) -> Goods:
    return Goods(
        variant_id=variant_id, quantity=quantity, weight_g=weight_g, temperature=A, sides=sides
    )


def test_by_weight_alone_where_no_size_is_known() -> None:
    assert pack([goods(1, 5, 4000)], COOL, [SMALL]) == [
        Packed(contents=((1, 3),), weight_g=12_000),
        Packed(contents=((1, 2),), weight_g=8_000),
    ]


def test_what_fits_goes_into_the_smallest_box_with_the_boxs_own_weight() -> None:
    (box,) = pack([goods(1, 2, 300, (200, 100, 50))], COOL, [LARGE, SMALL])
    assert (box.kind, box.weight_g, box.size_cm) == (SMALL, 800, 60)


def test_size_splits_what_weight_would_let_travel_together() -> None:
    """One large box takes 28 000 cm3 of its 35 000: seven loaves of 4 000 cm3."""
    boxes = pack([goods(1, 8, 100, (200, 200, 100))], COOL, [SMALL, LARGE])
    assert [(box.contents, box.kind) for box in boxes] == [
        (((1, 7),), LARGE),
        (((1, 1),), SMALL),
    ]


def test_a_box_larger_than_the_carrier_takes_is_not_used() -> None:
    huge = BoxKind(name="140", sides=(600, 400, 400), tare_g=900)
    boxes = pack([goods(1, 8, 100, (200, 200, 100))], COOL, [huge, LARGE, SMALL])
    assert {box.kind for box in boxes} == {LARGE, SMALL}


def test_a_long_fish_needs_a_box_that_is_long_enough() -> None:
    (box,) = pack([goods(1, 1, 900, (380, 100, 60))], COOL, [SMALL, LARGE])
    assert box.kind is LARGE
    (none,) = pack([goods(1, 1, 900, (700, 50, 50))], COOL, [SMALL, LARGE])
    assert none.is_too_much


def test_one_piece_over_the_limit_travels_alone_and_is_marked() -> None:
    boxes = pack([goods(1, 1, 100), goods(2, 1, 30_000)], COOL)
    assert [(box.contents, box.is_too_much) for box in boxes] == [
        (((2, 1),), True),
        (((1, 1),), False),
    ]


def test_room_in_an_earlier_box_is_used_before_a_new_one_is_taken() -> None:
    boxes = pack([goods(1, 2, 9_000), goods(2, 2, 5_000)], COOL)
    assert [box.contents for box in boxes] == [((1, 1), (2, 1)), ((1, 1), (2, 1))]


SIDES = st.tuples(st.integers(10, 400), st.integers(10, 350), st.integers(10, 250))
WANTED = st.lists(
    st.tuples(st.integers(1, 30), st.integers(1, 14_000), st.none() | SIDES), max_size=6
)


@given(WANTED, st.booleans())
def test_every_piece_is_in_one_box_and_no_limit_is_broken(
    wanted: list[tuple[int, int, Sides | None]],
    has_boxes: bool,  # noqa: FBT001
) -> None:
    kinds = [SMALL, LARGE] if has_boxes else []
    asked = [goods(key, *each) for key, each in enumerate(wanted)]
    boxes = pack(asked, COOL, kinds)
    packed: dict[int, int] = {}
    for box in boxes:
        own = sum(wanted[key][1] * quantity for key, quantity in box.contents)
        assert box.weight_g == own + (box.kind.tare_g if box.kind else 0)
        assert box.is_too_much or box.weight_g <= 15_000
        if box.kind is not None:
            assert COOL.allows(box.kind)
            volume = 0
            for key, quantity in box.contents:
                sides = wanted[key][2]
                assert sides is not None
                assert box.kind.takes(sides)
                volume += sides[0] * sides[1] * sides[2] * quantity
            assert volume <= box.kind.room_mm3
        for key, quantity in box.contents:
            packed[key] = packed.get(key, 0) + quantity
    assert packed == {key: each[0] for key, each in enumerate(wanted)}


@given(WANTED)
def test_the_order_of_the_cart_does_not_matter(
    wanted: list[tuple[int, int, Sides | None]],
) -> None:
    asked = [goods(key, *each) for key, each in enumerate(wanted)]

    def boxes(given: list[Goods]) -> list[tuple[tuple[tuple[int, int], ...], int]]:
        packed = pack(given, COOL, [SMALL, LARGE])
        return [(tuple(sorted(box.contents)), box.weight_g) for box in packed]

    assert boxes(asked) == boxes(asked[::-1])
