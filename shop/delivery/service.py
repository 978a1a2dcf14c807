"""What sending a business's goods somewhere takes: parcels, carriers, fees, dates."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Temperature
from shop.delivery import tables
from shop.delivery.models import DeliveryRate, DeliverySettings, RemotePlace, TimeSlot
from shop.delivery.parcels import CARRIER_LIMITS, Goods, Limits, Packed, pack
from shop.delivery.schedule import Dates, Way, dates
from shop.delivery.tables import Tables
from shop.delivery.tariffs import Lane
from shop.delivery.zones import REGIONS

A, C = Temperature.AMBIENT, Temperature.CHILLED


class Carriage(StrEnum):
    """Whether a parcel's fee is known, or why it cannot be sent."""

    PRICED = "priced"
    ZONE_UNKNOWN = "zone_unknown"
    NOT_CARRIED = "not_carried"
    NO_TARIFF = "no_tariff"
    TOO_BIG = "too_big"
    SIZE_UNKNOWN = "size_unknown"
    COLD_REFUSED = "cold_refused"
    TOO_OLD = "too_old"


@dataclass(frozen=True, kw_only=True)
class Consignment:
    """One business's goods for one recipient; `zone` is none while the place is not known."""

    organisation_id: int
    goods: Sequence[Goods]
    zone: str | None
    recipient: str = ""
    prefecture: str = ""
    city: str = ""


@dataclass(frozen=True, kw_only=True)
class PlannedParcel:
    """A parcel as it would be sent: fee, carrier and dates only where they are known.

    Parcels with one `group` come together: one business, recipient and temperature.
    """

    organisation_id: int
    temperature: Temperature
    contents: tuple[tuple[int, int], ...]
    weight_g: int
    carriage: Carriage
    recipient: str = ""
    size_cm: int | None = None
    service: str = ""
    carrier: str = ""
    fee: int = 0
    dates: Dates | None = None
    slots: tuple[TimeSlot, ...] = ()
    is_remote: bool = False
    wrapping_fee: int | None = None
    noshi_fee: int | None = None
    room_g: int | None = None

    @property
    def group(self) -> str:
        return f"{self.organisation_id}-{self.recipient or 'me'}-{self.temperature.value}"

    @property
    def earliest_on(self) -> date | None:
        return self.dates.earliest_on if self.dates else None

    @property
    def latest_on(self) -> date | None:
        return self.dates.latest_on if self.dates else None


Groups = Mapping[Temperature, Sequence[Goods]]


def plan(uow: UnitOfWork, consignments: Sequence[Consignment]) -> list[PlannedParcel]:
    """The parcels of each consignment, in order; the cheapest that each business can do."""
    known = [each for each in consignments if each.zone is not None]
    found = tables.read(
        uow,
        {each.organisation_id for each in known},
        {each.zone for each in known if each.zone is not None},
    )
    without = _without_tariff(uow, {each.organisation_id for each in known}, found)
    return [
        parcel
        for each in consignments
        for parcel in _Planner(found, each, is_without=each.organisation_id in without).parcels()
    ]


def _without_tariff(uow: UnitOfWork, organisation_ids: Collection[int], found: Tables) -> set[int]:
    """Businesses that have entered no price and chosen no carrier."""
    silent = {
        key
        for key in organisation_ids
        if not (key in found.settings and found.settings[key].services)
    }
    if not silent:
        return set()
    priced = uow.session.scalars(
        select(DeliveryRate.organisation_id)
        .where(DeliveryRate.organisation_id.in_(silent))
        .distinct()
    )
    return silent - {key for key in priced if key is not None}


@dataclass(frozen=True)
class _Planner:
    """Plans one consignment with the tables of today."""

    tables: Tables
    consignment: Consignment
    is_without: bool

    def parcels(self) -> list[PlannedParcel]:
        """The way of grouping that costs least; of equal ones the one with fewer parcels."""
        options = [self._all(groups) for groups in self._groupings()]
        return min(
            options,
            key=lambda option: (
                any(each.carriage is not Carriage.PRICED for each in option),
                sum(each.fee for each in option),
                len(option),
            ),
        )

    def _groupings(self) -> list[Groups]:
        """Each temperature by itself, and ambient with chilled where the business lets it."""
        apart = {
            temperature: same
            for temperature in Temperature
            if (same := [one for one in self.consignment.goods if one.temperature is temperature])
        }
        settings = self._settings
        if not (settings and settings.lets_ambient_ride_chilled and A in apart and C in apart):
            return [apart]
        joint: Groups = {C: [*apart[A], *apart[C]]} | {
            key: same for key, same in apart.items() if key not in {A, C}
        }
        return [apart, joint]

    def _all(self, groups: Groups) -> list[PlannedParcel]:
        return [
            parcel
            for temperature, goods in groups.items()
            for parcel in self._group(temperature, goods)
        ]

    def _group(self, temperature: Temperature, goods: Sequence[Goods]) -> list[PlannedParcel]:
        """The cheapest lane's parcels, or parcels that say why there is none."""
        wanted = self.consignment
        kinds = self.tables.kinds(wanted.organisation_id)
        limits = Limits(max_g=CARRIER_LIMITS[temperature])
        if wanted.zone is None:
            return self._refused(temperature, pack(goods, limits, kinds), Carriage.ZONE_UNKNOWN)
        place = self.tables.remote_place(wanted.prefecture, wanted.city)
        if place is not None and temperature is not A and not place.takes_cold:
            return self._refused(temperature, pack(goods, limits, kinds), Carriage.COLD_REFUSED)
        lanes = self.tables.lanes(wanted.organisation_id, wanted.zone, temperature)
        tried = [(lane, pack(goods, lane.limits(limits.max_g or 0), kinds)) for lane in lanes]
        options = [
            (sum(fees), len(boxes), place_, lane, boxes)
            for place_, (lane, boxes) in enumerate(tried)
            if (fees := _fees(lane, boxes)) is not None
        ]
        if not options:
            why = self._why(goods, [boxes for _, boxes in tried])
            return self._refused(temperature, pack(goods, limits, kinds), why)
        _, _, _, lane, boxes = min(options, key=lambda option: option[:3])
        return self._sent(temperature, goods, lane, boxes, place)

    def _why(self, goods: Sequence[Goods], tried: Sequence[Sequence[Packed]]) -> Carriage:
        if self.is_without:
            return Carriage.NO_TARIFF
        if tried and all(any(box.is_too_much for box in boxes) for boxes in tried):
            return Carriage.TOO_BIG
        if tried and any(each.sides is None for each in goods):
            return Carriage.SIZE_UNKNOWN
        return Carriage.NOT_CARRIED

    @property
    def _settings(self) -> DeliverySettings | None:
        return self.tables.settings.get(self.consignment.organisation_id)

    def _refused(
        self, temperature: Temperature, boxes: Sequence[Packed], carriage: Carriage
    ) -> list[PlannedParcel]:
        return [
            PlannedParcel(
                organisation_id=self.consignment.organisation_id,
                recipient=self.consignment.recipient,
                temperature=temperature,
                contents=box.contents,
                weight_g=box.weight_g,
                size_cm=box.size_cm,
                carriage=carriage,
                wrapping_fee=self._settings.wrapping_fee if self._settings else None,
                noshi_fee=self._settings.noshi_fee if self._settings else None,
            )
            for box in boxes
        ]

    def _sent(
        self,
        temperature: Temperature,
        goods: Sequence[Goods],
        lane: Lane,
        boxes: Sequence[Packed],
        place: RemotePlace | None,
    ) -> list[PlannedParcel]:
        wanted = self.consignment
        days = self._dates(lane, goods, place)
        is_too_old = days is not None and not days.choices
        return [
            PlannedParcel(
                organisation_id=wanted.organisation_id,
                recipient=wanted.recipient,
                temperature=temperature,
                contents=box.contents,
                weight_g=box.weight_g,
                size_cm=box.size_cm,
                carriage=Carriage.TOO_OLD if is_too_old else Carriage.PRICED,
                service=lane.key,
                carrier=lane.carrier,
                fee=(lane.fee(box) or 0) + (place.surcharge if place else 0),
                dates=days,
                slots=self._slots(lane, place),
                is_remote=place is not None,
                room_g=lane.room(box),
                wrapping_fee=self._settings.wrapping_fee if self._settings else None,
                noshi_fee=self._settings.noshi_fee if self._settings else None,
            )
            for box in boxes
        ]

    def _dates(self, lane: Lane, goods: Sequence[Goods], place: RemotePlace | None) -> Dates | None:
        wanted = self.consignment
        way = self.tables.way(lane, wanted.zone or "")
        if way is None:
            return None
        if place is not None:
            way = Way(
                days_min=way.days_min + place.more_days_min,
                days_max=way.days_max + place.more_days_max,
            )
        keeping = [each.keeps_until for each in goods if each.keeps_until is not None]
        leaves_on = self.tables.leaving[wanted.organisation_id]
        return dates(leaves_on, way, keeps_until=min(keeping, default=None))

    def _slots(self, lane: Lane, place: RemotePlace | None) -> tuple[TimeSlot, ...]:
        """Times of day that may be asked for; on an island and abroad none is promised."""
        if place is not None or self.consignment.zone not in REGIONS:
            return ()
        return tuple(self.tables.slots.get(lane.carrier, ()))


def _fees(lane: Lane, boxes: Sequence[Packed]) -> list[int] | None:
    fees = [lane.fee(box) for box in boxes]
    known = [fee for fee in fees if fee is not None]
    return known if len(known) == len(fees) else None
