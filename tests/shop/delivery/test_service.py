"""Plans of parcels: carriers' own limits, cool surcharges, islands, days off, and refusals."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Temperature
from shop.delivery.models import CarrierService, DeliveryRate, TimeSlot
from shop.delivery.parcels import Goods
from shop.delivery.schedule import WINDOW
from shop.delivery.service import Carriage, Consignment, PlannedParcel, plan
from shop.storefronts.models import Storefront
from tests.factories import delivery as make
from tests.factories import shop as shops

A, C, F = Temperature.AMBIENT, Temperature.CHILLED, Temperature.FROZEN


def goods(
    quantity: int = 1, weight_g: int = 1000, temperature: Temperature = A, **more: Any
) -> Goods:
    values: dict[str, Any] = {"variant_id": 1, **more}
    return Goods(quantity=quantity, weight_g=weight_g, temperature=temperature, **values)


def planned(
    uow: UnitOfWork, shop: Storefront, *wanted: Goods, zone: str | None = "jp-kansai", **more: Any
) -> list[PlannedParcel]:
    consignment = Consignment(organisation_id=shop.organisation_id, goods=wanted, zone=zone, **more)
    return plan(uow, [consignment])


@pytest.mark.parametrize(
    ("services", "count"),
    [
        (("yamato_ambient", "yamato_cool_frozen"), 4),
        (("sagawa_ambient", "sagawa_cool_frozen"), 3),
    ],
)
def test_each_carrier_splits_cold_goods_at_its_own_weight(
    uow: UnitOfWork, services: tuple[str, ...], count: int
) -> None:
    """Fifty kilogrammes of frozen fish: 15 kg a parcel at Yamato, 20 kg at Sagawa."""
    shop = shops.storefront(uow)
    make.carriers(uow)
    make.boxes(uow)
    make.settings(uow, shop, *services)
    make.tariff(uow, services[0])
    parcels = planned(uow, shop, goods(50, 970, F, sides=(100, 50, 50)))
    assert len(parcels) == count
    assert {each.carriage for each in parcels} == {Carriage.PRICED}
    assert sum(quantity for each in parcels for _, quantity in each.contents) == 50


def test_cool_costs_the_base_fee_and_the_surcharge_of_its_size(uow: UnitOfWork) -> None:
    (parcel,) = planned(uow, make.sender(uow), goods(1, 1900, F))
    assert (parcel.fee, parcel.carrier, parcel.service) == (
        900 + 275, "yamato", "yamato_cool_frozen",
    )  # fmt: skip


def test_a_heavy_parcel_costs_the_next_size_at_yamato(uow: UnitOfWork) -> None:
    shop = make.sender(uow)
    assert [each.fee for each in planned(uow, shop, goods(1, 2000))] == [900]
    assert [each.fee for each in planned(uow, shop, goods(1, 2001))] == [1200]


def test_a_table_that_ends_early_splits_what_the_carrier_would_take(uow: UnitOfWork) -> None:
    """Up to 160 cm means up to 25 kg at Yamato, whose largest parcel weighs 30 kg."""
    parcels = planned(uow, make.sender(uow), goods(3, 9_500))
    assert [(each.weight_g, each.fee) for each in parcels] == [(19_000, 2100), (9_500, 1500)]


def test_a_bulky_parcel_costs_its_size_whatever_it_weighs(uow: UnitOfWork) -> None:
    shop = make.sender(uow)
    make.boxes(uow)
    (parcel,) = planned(uow, shop, goods(1, 400, sides=(380, 300, 200)))
    assert (parcel.size_cm, parcel.fee, parcel.weight_g) == (100, 1500, 900)


def test_where_the_size_decides_and_is_not_known_nothing_is_invented(uow: UnitOfWork) -> None:
    shop = shops.storefront(uow)
    make.carriers(uow)
    make.settings(uow, shop, "jp_yupack")
    make.tariff(uow, "jp_yupack")
    (parcel,) = planned(uow, shop, goods(1, 500))
    assert (parcel.carriage, parcel.fee) == (Carriage.SIZE_UNKNOWN, 0)


def test_the_cheapest_carrier_of_a_business_sends(uow: UnitOfWork) -> None:
    shop = make.sender(uow)
    make.boxes(uow)
    make.tariff(uow, "jp_yupack", more=-50)
    made = make.settings
    uow.session.execute(delete(make.DeliverySettings))
    made(uow, shop, "yamato_ambient", "jp_yupack")
    (parcel,) = planned(uow, shop, goods(1, 500, sides=(100, 50, 50)))
    assert (parcel.carrier, parcel.fee) == ("japanpost", 850)


def test_a_businesss_own_table_comes_before_the_shared_one(uow: UnitOfWork) -> None:
    shop = make.sender(uow)
    make.tariff(uow, "yamato_ambient", shop=shop, more=70)
    other = shops.storefront(uow)
    make.settings(uow, other, "yamato_ambient")
    assert [each.fee for each in planned(uow, shop, goods())] == [970]
    assert [each.fee for each in planned(uow, other, goods())] == [900]


def test_frozen_never_travels_with_chilled_and_ambient_only_where_it_may(uow: UnitOfWork) -> None:
    """Riding along saves the ambient parcel: 1 175 instead of 900 + 1 175."""
    wanted = [
        goods(variant_id=1),
        goods(variant_id=2, weight_g=500, temperature=C),
        goods(variant_id=3, weight_g=500, temperature=F),
    ]
    apart = planned(uow, make.sender(uow), *wanted)
    assert [(each.temperature, each.fee) for each in apart] == [(A, 900), (C, 1175), (F, 1175)]
    shop = shops.storefront(uow)
    make.settings(
        uow, shop, "yamato_ambient", "yamato_cool_chilled", "yamato_cool_frozen",
        lets_ambient_ride_chilled=True,
    )  # fmt: skip
    joint = planned(uow, shop, *wanted)
    assert [(each.temperature, each.contents) for each in joint] == [
        (C, ((1, 1), (2, 1))),
        (F, ((3, 1),)),
    ]


def test_ambient_goods_do_not_ride_where_that_costs_more(uow: UnitOfWork) -> None:
    """Together 5.5 kg: 1 500 + 440. Apart 1 200 and 1 175 cost more; 1 kg and 5 kg do not."""
    shop = make.sender(uow, lets_ambient_ride_chilled=True)
    make.tariff(uow, "yamato_ambient", shop=shop, fees={60: 100, 80: 200, 100: 3000})
    wanted = [goods(variant_id=1), goods(variant_id=2, weight_g=5000, temperature=C)]
    assert [each.temperature for each in planned(uow, shop, *wanted)] == [A, C]


def test_a_business_without_a_tariff_says_so(uow: UnitOfWork) -> None:
    (parcel,) = planned(uow, shops.storefront(uow), goods())
    assert parcel.carriage is Carriage.NO_TARIFF


def test_a_zone_without_a_row_is_not_carried(uow: UnitOfWork) -> None:
    (parcel,) = planned(uow, make.sender(uow), goods(), zone="jp-okinawa")
    assert parcel.carriage is Carriage.NOT_CARRIED


def test_a_piece_over_every_limit_is_too_big(uow: UnitOfWork) -> None:
    (parcel,) = planned(uow, make.sender(uow), goods(1, 16_000, C))
    assert parcel.carriage is Carriage.TOO_BIG


def test_a_service_that_is_switched_off_or_over_carries_nothing(uow: UnitOfWork) -> None:
    shop = make.sender(uow)
    service = uow.session.get_one(CarrierService, "yamato_cool_chilled")
    service.valid_to = date(2026, 11, 1)
    uow.session.flush()
    assert planned(uow, shop, goods(temperature=C))[0].carriage is Carriage.NOT_CARRIED


def test_only_ambient_goods_go_abroad_until_a_cold_lane_is_switched_on(uow: UnitOfWork) -> None:
    shop = shops.storefront(uow)
    make.carriers(uow)
    make.settings(uow, shop, "ems", "cool_ems")
    for service, temperature, fee in (("ems", A, 2400), ("cool_ems", C, 5000)):
        row = DeliveryRate(
            organisation_id=None, zone="TW", temperature=temperature, fee=fee, up_to_g=2000,
            service=service,
        )  # fmt: skip
        uow.session.add(row)
    uow.session.flush()
    assert planned(uow, shop, goods(), zone="TW")[0].fee == 2400
    assert planned(uow, shop, goods(temperature=C), zone="TW")[0].carriage is Carriage.NOT_CARRIED
    uow.session.execute(
        update(CarrierService).where(CarrierService.key == "cool_ems").values(is_on=True)
    )
    assert planned(uow, shop, goods(temperature=C), zone="TW")[0].fee == 5000


def test_a_fuel_surcharge_is_added_in_whole_yen(uow: UnitOfWork) -> None:
    shop = shops.storefront(uow)
    make.carriers(uow)
    make.settings(uow, shop, "ems")
    uow.session.add_all(
        [
            DeliveryRate(organisation_id=None, zone="TW", temperature=A, fee=2401, service="ems"),
            make.surcharge("ems", "fuel", percent=7),
        ]
    )
    uow.session.flush()
    assert planned(uow, shop, goods(), zone="TW")[0].fee == 2401 + 169


def test_an_island_takes_longer_promises_no_hour_and_refuses_cold(uow: UnitOfWork) -> None:
    shop = make.sender(uow)
    make.tariff(uow, "yamato_ambient", zone="jp-kyushu")
    place = {"zone": "jp-kyushu", "prefecture": "鹿児島県"}
    (near,) = planned(uow, shop, goods(), city="鹿児島市", **place)
    (far,) = planned(uow, shop, goods(), city="奄美市", **place)
    assert near.dates is not None
    assert far.dates is not None
    assert far.dates.earliest_on - near.dates.earliest_on == timedelta(days=1)
    assert far.dates.choices[0] - near.dates.choices[0] == timedelta(days=5)
    assert [slot.key for slot in near.slots] == ["none", "am", "1416", "1618", "1820", "1921"]
    assert far.slots == ()
    (cold,) = planned(uow, shop, goods(temperature=F), city="奄美市", **place)
    assert cold.carriage is Carriage.COLD_REFUSED


def test_a_withdrawn_time_of_day_is_no_longer_offered(uow: UnitOfWork) -> None:
    shop = make.sender(uow)
    uow.session.execute(
        update(TimeSlot)
        .where(TimeSlot.carrier == "yamato", TimeSlot.key == "am")
        .values(valid_to=date(2026, 11, 1))
    )
    (parcel,) = planned(uow, shop, goods())
    assert "am" not in [slot.key for slot in parcel.slots]


def test_days_off_and_public_holidays_move_the_day_of_leaving(uow: UnitOfWork) -> None:
    """The clock stands on Monday, 2 November 2026, 10:00; Tuesday is Culture Day."""
    plain = planned(uow, make.sender(uow), goods())[0].dates
    shop = shops.storefront(uow)
    make.settings(uow, shop, "yamato_ambient", closes_on_holidays=True, closed_days=["2026-11-04"])
    resting = planned(uow, shop, goods())[0].dates
    assert plain is not None
    assert resting is not None
    assert (plain.leaves_on, resting.leaves_on) == (date(2026, 11, 3), date(2026, 11, 5))


def test_goods_that_would_be_too_old_on_arrival_are_refused(uow: UnitOfWork) -> None:
    shop = make.sender(uow)
    (fresh,) = planned(uow, shop, goods(keeps_until=date(2026, 11, 5)))
    assert fresh.dates is not None
    assert fresh.dates.choices == (date(2026, 11, 4), date(2026, 11, 5))
    (old,) = planned(uow, shop, goods(keeps_until=date(2026, 11, 3)))
    assert old.carriage is Carriage.TOO_OLD


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.integers(1, 12), st.integers(50, 9_000), st.sampled_from(list(Temperature))),
        min_size=1,
        max_size=5,
    ),
    st.booleans(),
)
def test_whatever_is_wanted_every_line_is_in_parcels_and_fees_add_up(
    uow: UnitOfWork,
    wanted: list[tuple[int, int, Temperature]],
    rides: bool,  # noqa: FBT001
) -> None:
    with uow.session.begin_nested() as savepoint:
        shop = make.sender(uow, lets_ambient_ride_chilled=rides)
        asked = [goods(*each, variant_id=key) for key, each in enumerate(wanted)]
        parcels = planned(uow, shop, *asked)
        again = planned(uow, shop, *asked)
        savepoint.rollback()
        uow.session.expunge_all()  # the engine gives the same keys out again
    packed: dict[int, int] = {}
    for parcel in parcels:
        assert parcel.carriage is Carriage.PRICED
        limit = 15_000 if parcel.temperature is not A else 25_000
        assert parcel.weight_g <= limit
        for key, quantity in parcel.contents:
            own = wanted[key][2]
            assert own is parcel.temperature or (rides and own is A and parcel.temperature is C)
            packed[key] = packed.get(key, 0) + quantity
        assert parcel.dates is not None
        assert len(parcel.dates.choices) == WINDOW
    assert packed == {key: each[0] for key, each in enumerate(wanted)}
    assert [(each.contents, each.fee) for each in parcels] == [
        (each.contents, each.fee) for each in again
    ]
    assert all(each.fee >= min(make.FEES.values()) for each in parcels)
