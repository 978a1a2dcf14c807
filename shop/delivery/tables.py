"""Everything that pricing a delivery needs, read in a handful of statements."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, or_, select

from core.dates import tokyo_day
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Temperature
from shop.delivery.models import (
    Box,
    CarrierService,
    DeliveryRate,
    DeliverySettings,
    DeliverySurcharge,
    LeadTime,
    RemotePlace,
    SourcedRow,
    TimeSlot,
)
from shop.delivery.parcels import BoxKind
from shop.delivery.schedule import Calendar, Way, ship_day
from shop.delivery.tariffs import COOL, Lane, newest_surcharges, table_of
from shop.delivery.zones import REGIONS
from shop.storefronts.models import Storefront

Key = tuple[int | None, str, str]
"""Business (none: the city's), zone, service."""


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The rows in force today, for some businesses and zones."""

    services: Mapping[str, CarrierService]
    rates: Mapping[Key, Sequence[DeliveryRate]]
    surcharges: Mapping[str, Sequence[DeliverySurcharge]]
    ways: Mapping[tuple[str, str], Way]
    remote: Sequence[RemotePlace]
    boxes: Mapping[int | None, Sequence[BoxKind]]
    slots: Mapping[str, Sequence[TimeSlot]]
    settings: Mapping[int, DeliverySettings]
    leaving: Mapping[int, date]

    def lanes(self, organisation_id: int, zone: str, temperature: Temperature) -> list[Lane]:
        """The ways a business has of sending something to a zone, its own choice first."""
        own = [
            row
            for row in self.rates.get((organisation_id, zone, ""), ())
            if row.temperature is temperature
        ]
        found = [Lane(service=None, rows=table_of(own))] if own else []
        settings = self.settings.get(organisation_id)
        for key in settings.services if settings else []:
            service = self.services.get(key)
            if service is None or service.temperature is not temperature:
                continue
            if service.is_abroad is (zone in REGIONS):
                continue
            lane = self._lane(organisation_id, zone, service)
            if lane is not None:
                found.append(lane)
        return found

    def _lane(self, organisation_id: int, zone: str, service: CarrierService) -> Lane | None:
        rows = self._table(organisation_id, zone, service.key)
        is_by_base = not rows and bool(service.base_key)
        if is_by_base:
            rows = self._table(organisation_id, zone, service.base_key)
        surcharges = [
            each
            for each in newest_surcharges(self.surcharges.get(service.key, ()))
            if is_by_base or each.kind != COOL
        ]
        if not rows:
            return None
        return Lane(service=service, rows=rows, surcharges=surcharges, is_by_base=is_by_base)

    def _table(self, organisation_id: int, zone: str, service: str) -> list[DeliveryRate]:
        own = self.rates.get((organisation_id, zone, service), ())
        return table_of(own or self.rates.get((None, zone, service), ()))

    def way(self, lane: Lane, zone: str) -> Way | None:
        """How long a lane takes to a zone, as its own table or the carrier's says."""
        row = next(iter(lane.rows), None)
        if row is not None and row.days_min is not None and row.days_max is not None:
            return Way(days_min=row.days_min, days_max=row.days_max)
        return self.ways.get((lane.key, zone)) or self.ways.get(("", zone))

    def remote_place(self, prefecture: str, city: str) -> RemotePlace | None:
        """The row of a municipality that is hard to reach, if an address lies in one."""
        if not prefecture or not city:
            return None
        return next(
            (
                row
                for row in self.remote
                if row.prefecture == prefecture and _is_in(city, row.municipality)
            ),
            None,
        )

    def kinds(self, organisation_id: int) -> Sequence[BoxKind]:
        """A business's boxes, or everybody's where it has named none."""
        return self.boxes.get(organisation_id) or self.boxes.get(None, ())


def _is_in(city: str, municipality: str) -> bool:
    """Whether what was typed as the city is a municipality, with or without its county."""
    return city.startswith(municipality) or (
        len(city) > 2 and city[-1] in "町村" and municipality.endswith(city)
    )


def read(uow: UnitOfWork, organisation_ids: Collection[int], zones: Collection[str]) -> Tables:
    """The tables of today for these businesses on the way to these zones."""
    today = tokyo_day(uow.now)
    scalars = uow.session.scalars
    settings = {
        row.organisation_id: row
        for row in scalars(
            select(DeliverySettings).where(DeliverySettings.organisation_id.in_(organisation_ids))
        )
    }
    rates: defaultdict[Key, list[DeliveryRate]] = defaultdict(list)
    mine = DeliveryRate.organisation_id.in_(organisation_ids)
    whose = or_(DeliveryRate.organisation_id.is_(None), mine)
    query = select(DeliveryRate).where(
        whose, DeliveryRate.zone.in_(zones), *in_force(DeliveryRate, today)
    )
    for rate in scalars(query):
        rates[rate.organisation_id, rate.zone, rate.service].append(rate)
    surcharges: defaultdict[str, list[DeliverySurcharge]] = defaultdict(list)
    for more in scalars(select(DeliverySurcharge).where(*in_force(DeliverySurcharge, today))):
        surcharges[more.service].append(more)
    return Tables(
        services=services(uow),
        rates=rates,
        surcharges=surcharges,
        ways=_ways(uow, today, zones),
        remote=list(scalars(select(RemotePlace).where(RemotePlace.is_on, *in_force(RemotePlace, today)))),
        boxes=_boxes(uow, organisation_ids, today),
        slots=slots(uow),
        settings=settings,
        leaving=_ship_days(uow, organisation_ids, settings),
    )  # fmt: skip


def in_force(model: type[SourcedRow], day: date) -> tuple[ColumnElement[bool], ...]:
    """The conditions of a row that counts on a day."""
    return model.valid_from <= day, or_(model.valid_to.is_(None), model.valid_to >= day)


def services(uow: UnitOfWork) -> dict[str, CarrierService]:
    """Carriers' services that can be used today, in their order."""
    rows = uow.session.scalars(
        select(CarrierService)
        .where(CarrierService.is_on, *in_force(CarrierService, tokyo_day(uow.now)))
        .order_by(CarrierService.position)
    )
    return {row.key: row for row in rows}


def slots(uow: UnitOfWork) -> dict[str, list[TimeSlot]]:
    """The time slots of each carrier that are not withdrawn by today."""
    today = tokyo_day(uow.now)
    found: defaultdict[str, list[TimeSlot]] = defaultdict(list)
    rows = uow.session.scalars(
        select(TimeSlot)
        .where(or_(TimeSlot.valid_to.is_(None), TimeSlot.valid_to >= today))
        .order_by(TimeSlot.carrier, TimeSlot.position)
    )
    for row in rows:
        found[row.carrier].append(row)
    return found


def _ways(uow: UnitOfWork, today: date, zones: Collection[str]) -> dict[tuple[str, str], Way]:
    rows = uow.session.scalars(
        select(LeadTime)
        .where(LeadTime.zone.in_(zones), *in_force(LeadTime, today))
        .order_by(LeadTime.valid_from)
    )
    return {
        (row.service, row.zone): Way(days_min=row.days_min, days_max=row.days_max) for row in rows
    }


def _boxes(
    uow: UnitOfWork, organisation_ids: Collection[int], today: date
) -> dict[int | None, list[BoxKind]]:
    whose = or_(Box.organisation_id.is_(None), Box.organisation_id.in_(organisation_ids))
    rows = uow.session.scalars(
        select(Box).where(whose, Box.is_on, *in_force(Box, today)).order_by(Box.id)
    )
    found: defaultdict[int | None, list[BoxKind]] = defaultdict(list)
    for row in rows:
        found[row.organisation_id].append(
            BoxKind(
                name=row.name,
                sides=(row.length_mm, row.width_mm, row.height_mm),
                tare_g=row.tare_g,
                fill_percent=row.fill_percent,
            )
        )
    return found


def calendar_of(closed_weekdays: Collection[int], settings: DeliverySettings | None) -> Calendar:
    """When a business works."""
    closed = settings.closed_days if settings else []
    return Calendar(
        closed_weekdays=frozenset(closed_weekdays),
        closed_days=frozenset(date.fromisoformat(day) for day in closed),
        closes_on_holidays=bool(settings and settings.closes_on_holidays),
    )


def _ship_days(
    uow: UnitOfWork,
    organisation_ids: Collection[int],
    settings: Mapping[int, DeliverySettings],
) -> dict[int, date]:
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
            calendar=calendar_of(row.closed_weekdays, settings.get(row.organisation_id)),
        )
        for row in rows
    }
