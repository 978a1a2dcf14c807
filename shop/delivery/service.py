"""What sending a business's goods somewhere takes: parcels, fees, dates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from core.dates import tokyo_day
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Temperature
from shop.delivery.models import DeliveryRate
from shop.delivery.parcels import Box, Goods, pack
from shop.delivery.schedule import arrival, ship_day
from shop.storefronts.models import Storefront


class Carriage(StrEnum):
    """Whether a parcel's fee is known."""

    PRICED = "priced"
    ZONE_UNKNOWN = "zone_unknown"
    NOT_CARRIED = "not_carried"


@dataclass(frozen=True, kw_only=True)
class PlannedParcel:
    """A parcel as it would be sent: `fee` and dates only where they are known."""

    organisation_id: int
    temperature: Temperature
    contents: tuple[tuple[int, int], ...]
    weight_g: int
    carriage: Carriage
    fee: int = 0
    earliest_on: date | None = None
    latest_on: date | None = None


Rates = Mapping[Temperature, Sequence[DeliveryRate]]


def plan(
    uow: UnitOfWork, goods: Mapping[int, Sequence[Goods]], zone: str | None
) -> dict[int, tuple[PlannedParcel, ...]]:
    """The parcels of each business (by organisation) on their way to a zone."""
    if zone is None:
        return {
            key: tuple(_unpriced(key, box, Carriage.ZONE_UNKNOWN) for box in pack(each, {}))
            for key, each in goods.items()
        }
    rates = _rates(uow, list(goods), zone)
    leaving = _ship_days(uow, list(goods))
    planned: dict[int, tuple[PlannedParcel, ...]] = {}
    for key, each in goods.items():
        own = rates.get(key, {})
        limits = {temperature: rows[-1].up_to_g for temperature, rows in own.items()}
        planned[key] = tuple(
            _priced(key, box, own.get(box.temperature, ()), leaving[key])
            for box in pack(each, limits)
        )
    return planned


def _unpriced(organisation_id: int, box: Box, carriage: Carriage) -> PlannedParcel:
    return PlannedParcel(
        organisation_id=organisation_id,
        temperature=box.temperature,
        contents=box.contents,
        weight_g=box.weight_g,
        carriage=carriage,
    )


def _priced(
    organisation_id: int, box: Box, rates: Sequence[DeliveryRate], leaving: date
) -> PlannedParcel:
    rate = next((rate for rate in rates if rate.up_to_g >= box.weight_g), None)
    if rate is None:
        return _unpriced(organisation_id, box, Carriage.NOT_CARRIED)
    earliest, latest = arrival(leaving, rate.days_min, rate.days_max)
    return PlannedParcel(
        organisation_id=organisation_id,
        temperature=box.temperature,
        contents=box.contents,
        weight_g=box.weight_g,
        carriage=Carriage.PRICED,
        fee=rate.fee,
        earliest_on=earliest,
        latest_on=latest,
    )


def _rates(
    uow: UnitOfWork, organisation_ids: Sequence[int], zone: str
) -> dict[int, dict[Temperature, list[DeliveryRate]]]:
    """Today's table of each business by temperature, lightest band first.

    A newer table replaces the older one of that temperature as a whole.
    """
    rows = uow.session.scalars(
        select(DeliveryRate)
        .where(
            DeliveryRate.organisation_id.in_(organisation_ids),
            DeliveryRate.zone == zone,
            DeliveryRate.valid_from <= tokyo_day(uow.now),
        )
        .order_by(DeliveryRate.valid_from.desc(), DeliveryRate.up_to_g)
    )
    tables: dict[int, dict[Temperature, list[DeliveryRate]]] = {}
    for row in rows:
        table = tables.setdefault(row.organisation_id, {}).setdefault(row.temperature, [])
        if not table or table[0].valid_from == row.valid_from:
            table.append(row)
    return tables


def _ship_days(uow: UnitOfWork, organisation_ids: Sequence[int]) -> dict[int, date]:
    rows = uow.session.execute(
        select(
            Storefront.organisation_id,
            Storefront.cut_off_hour,
            Storefront.lead_days,
            Storefront.closed_weekdays,
        ).where(Storefront.organisation_id.in_(organisation_ids))
    )
    return {
        row.organisation_id: ship_day(
            uow.now,
            cut_off_hour=row.cut_off_hour,
            lead_days=row.lead_days,
            closed_weekdays=row.closed_weekdays,
        )
        for row in rows
    }
