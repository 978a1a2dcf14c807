"""Delivery fees of a business."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.dates import tokyo_day
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Temperature
from shop.delivery.models import DeliveryRate
from shop.delivery.zones import REGIONS
from shop.storefronts.models import Storefront
from tests.factories import shop
from tests.factories.vendors import acting
from vendors.storefront import delivery
from vendors.storefront.delivery import Band, Table

COLD = Temperature.CHILLED


@pytest.fixture
def storefront(uow: UnitOfWork) -> Storefront:
    return shop.storefront(uow)


@pytest.fixture
def desk(uow: UnitOfWork, storefront: Storefront) -> UnitOfWork:
    return acting(uow, storefront)


@pytest.fixture
def table(desk: UnitOfWork) -> Table:
    return Table(
        bands=[Band(2000, 880), Band(5000, 1100)],
        days_min=1,
        days_max=2,
        valid_from=tokyo_day(desk.now),
    )


def fees(desk: UnitOfWork, storefront: Storefront, zone: str, *, later: int = 0) -> list[int]:
    day = tokyo_day(desk.now) + timedelta(days=later)
    lines = delivery.list_zones(desk.session, storefront.organisation_id, COLD, day)
    found = next(line.table for line in lines if line.zone == zone)
    return [band.fee for band in found.bands] if found else []


def test_one_table_for_all_of_japan(desk: UnitOfWork, storefront: Storefront, table: Table) -> None:
    delivery.set_table(desk, COLD, list(REGIONS), table)
    assert {zone: fees(desk, storefront, zone) for zone in REGIONS} == {
        zone: [880, 1100] for zone in REGIONS
    }


def test_a_new_table_counts_from_its_day(
    desk: UnitOfWork, storefront: Storefront, table: Table
) -> None:
    delivery.set_table(desk, COLD, ["jp-kanto"], table)
    later = replace(
        table, bands=[Band(2000, 990)], valid_from=table.valid_from + timedelta(days=10)
    )
    delivery.set_table(desk, COLD, ["jp-kanto"], later)
    assert fees(desk, storefront, "jp-kanto", later=9) == [880, 1100]
    assert fees(desk, storefront, "jp-kanto", later=10) == [990]


def test_writing_the_same_day_again_replaces(
    desk: UnitOfWork, storefront: Storefront, table: Table
) -> None:
    delivery.set_table(desk, COLD, ["jp-kanto"], table)
    delivery.set_table(desk, COLD, ["jp-kanto"], replace(table, bands=[Band(2000, 700)]))
    assert fees(desk, storefront, "jp-kanto") == [700]


def test_stopping_sends_nothing_there(
    desk: UnitOfWork, storefront: Storefront, table: Table
) -> None:
    delivery.set_table(desk, COLD, ["jp-kanto", "jp-tokai"], table)
    delivery.stop(desk, COLD, "jp-kanto")
    assert fees(desk, storefront, "jp-kanto") == []
    assert fees(desk, storefront, "jp-tokai") == [880, 1100]


def test_wrong_tables_are_refused(desk: UnitOfWork, table: Table) -> None:
    yesterday = table.valid_from - timedelta(days=1)
    for code, wrong in [
        ("no_band", replace(table, bands=[])),
        ("band_twice", replace(table, bands=[Band(2000, 1), Band(2000, 2)])),
        ("days_wrong", replace(table, days_min=3)),
        ("in_the_past", replace(table, valid_from=yesterday)),
    ]:
        with pytest.raises(DomainError) as refused:
            delivery.set_table(desk, COLD, ["jp-kanto"], wrong)
        assert refused.value.code == code
    with pytest.raises(NotFoundError):
        delivery.set_table(desk, COLD, ["atlantis"], table)
    assert desk.session.scalars(select(DeliveryRate)).all() == []


def test_other_businesses_keep_their_tables(desk: UnitOfWork, table: Table) -> None:
    theirs = shop.delivery_rate(desk, shop=shop.storefront(desk), zone="jp-kanto", temperature=COLD)
    delivery.set_table(desk, COLD, ["jp-kanto"], table)
    delivery.stop(desk, COLD, "jp-kanto")
    left = desk.session.scalars(select(DeliveryRate)).all()
    assert [row.id for row in left] == [theirs.id]


def test_cold_goods_go_nowhere_abroad(desk: UnitOfWork, storefront: Storefront) -> None:
    day = tokyo_day(desk.now)
    own = storefront.organisation_id
    cold = delivery.list_zones(desk.session, own, COLD, day)
    warm = delivery.list_zones(desk.session, own, Temperature.AMBIENT, day)
    assert [line.zone for line in cold] == list(REGIONS)
    assert "TW" in {line.zone for line in warm}
