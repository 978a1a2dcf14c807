"""Carriers, their limits, times, remote places and prices; boxes; what a business chose of it.

Everything that a carrier or a business may change is a dated row with its source.
"""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, MappedAsDataclass, mapped_column

from core.database import Base, PrimaryKey, Yen
from shop.catalogue.models import Temperature


class Sureness(StrEnum):
    """How far a row may be relied on."""

    CHECKED = "checked"
    MEMORY = "memory"
    SAMPLE = "sample"
    OWN = "own"


class SourcedRow(MappedAsDataclass, kw_only=True):
    """Where a row comes from, how sure it is, and when it counts."""

    source: Mapped[str] = mapped_column(String(300), default="")
    source_on: Mapped[date | None] = mapped_column(default=None)
    sureness: Mapped[Sureness] = mapped_column(default=Sureness.OWN)
    valid_from: Mapped[date] = mapped_column(default=date(2000, 1, 1))
    valid_to: Mapped[date | None] = mapped_column(default=None)
    review_by: Mapped[date | None] = mapped_column(default=None)

    def counts_on(self, day: date) -> bool:
        """Whether the row is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class CarrierService(SourcedRow, Base):
    """A carrier's product: one temperature, its limits, and its sizes with their weights.

    `bands` are mappings `size` (sum of three sides in cm) and `up_to_g` (none: the size alone
    counts). A cool service that names a `base_key` costs the base's fee and a surcharge.
    """

    plural = "carrier_services"

    key: Mapped[str] = mapped_column(String(40), primary_key=True)
    carrier: Mapped[str] = mapped_column(String(20))
    temperature: Mapped[Temperature]
    names: Mapped[dict[str, Any]]
    position: Mapped[int]
    is_abroad: Mapped[bool] = mapped_column(default=False)
    is_on: Mapped[bool] = mapped_column(default=True)
    base_key: Mapped[str] = mapped_column(String(40), default="")
    max_g: Mapped[int | None] = mapped_column(default=None)
    max_sum_cm: Mapped[int | None] = mapped_column(default=None)
    max_length_cm: Mapped[int | None] = mapped_column(default=None)
    bands: Mapped[list[dict[str, Any]]] = mapped_column(default_factory=list)
    note: Mapped[str] = mapped_column(String(400), default="")


class TimeSlot(SourcedRow, Base):
    """A part of the day in which a carrier delivers; `code` is the carrier's own word for it."""

    plural = "time_slots"
    __table_args__ = (UniqueConstraint("carrier", "key", "valid_from"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    carrier: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(10))
    position: Mapped[int]
    labels: Mapped[dict[str, Any]]
    begins: Mapped[str] = mapped_column(String(5), default="")
    ends: Mapped[str] = mapped_column(String(5), default="")
    code: Mapped[str] = mapped_column(String(10), default="")


class LeadTime(SourcedRow, Base):
    """How many days a parcel is on its way to a zone, from Yaizu."""

    plural = "lead_times"
    __table_args__ = (UniqueConstraint("service", "zone", "valid_from"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    zone: Mapped[str] = mapped_column(String(40))
    days_min: Mapped[int]
    days_max: Mapped[int]
    service: Mapped[str] = mapped_column(String(40), default="")


class RemotePlace(SourcedRow, Base):
    """A municipality that takes longer: no time slot is promised there.

    Cold goods are not sent there until somebody has asked the carrier and says so. Without a
    surcharge the zone's fee counts.
    """

    plural = "remote_places"
    __table_args__ = (UniqueConstraint("prefecture", "municipality", "valid_from"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    prefecture: Mapped[str] = mapped_column(String(10))
    municipality: Mapped[str] = mapped_column(String(60))
    more_days_min: Mapped[int]
    more_days_max: Mapped[int]
    takes_cold: Mapped[bool] = mapped_column(default=False)
    is_on: Mapped[bool] = mapped_column(default=True)
    surcharge: Mapped[Yen] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(400), default="")


class Box(SourcedRow, Base):
    """A box goods are packed in, by its outer sides; without a business it is everybody's.

    `fill_percent` of its inside can be filled, the rest is padding and ice packs.
    """

    plural = "boxes"
    __table_args__ = (
        UniqueConstraint("organisation_id", "name", "valid_from"),
        CheckConstraint("length_mm > 0 AND width_mm > 0 AND height_mm > 0", name="sides_positive"),
        CheckConstraint("fill_percent BETWEEN 1 AND 100", name="fill_percent_possible"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    name: Mapped[str] = mapped_column(String(60))
    length_mm: Mapped[int]
    width_mm: Mapped[int]
    height_mm: Mapped[int]
    tare_g: Mapped[int]
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("shop_storefronts.organisation_id"), index=True, default=None
    )
    fill_percent: Mapped[int] = mapped_column(default=80)
    is_on: Mapped[bool] = mapped_column(default=True)


class DeliveryRate(SourcedRow, Base):
    """A price: service × zone × size or weight; without a business it is shared by the city.

    A row without a service is of a business's own table, whoever carries it. Zones are keys of
    `shop/delivery/zones.py` (regions of Japan, countries abroad). `up_to_cm` and `up_to_g`
    limit what the row is for, where they are given. No row means not carried.
    """

    plural = "delivery_rates"
    __table_args__ = (
        Index(
            "ix_shop_delivery_rates_table",
            "organisation_id",
            "zone",
            "temperature",
            "service",
            "valid_from",
        ),
        CheckConstraint("fee >= 0", name="fee_not_negative"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("shop_storefronts.organisation_id"), index=True
    )
    zone: Mapped[str] = mapped_column(String(40))
    temperature: Mapped[Temperature]
    fee: Mapped[Yen]
    up_to_g: Mapped[int | None] = mapped_column(default=None)
    up_to_cm: Mapped[int | None] = mapped_column(default=None)
    days_min: Mapped[int | None] = mapped_column(default=None)
    days_max: Mapped[int | None] = mapped_column(default=None)
    service: Mapped[str] = mapped_column(String(40), default="")


class DeliverySurcharge(SourcedRow, Base):
    """What a service costs on top: cold by size, fuel by per cent or by parcel."""

    plural = "delivery_surcharges"
    __table_args__ = (UniqueConstraint("service", "kind", "zone", "up_to_cm", "valid_from"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    service: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(20))
    up_to_cm: Mapped[int | None] = mapped_column(default=None)
    zone: Mapped[str] = mapped_column(String(40), default="")
    fee: Mapped[Yen] = mapped_column(default=0)
    percent: Mapped[int] = mapped_column(default=0)


class DeliverySettings(Base):
    """What a business chose: its carriers, days off, what may ride together, and gifts.

    `services` are keys of carriers' products, the dearest to the business first. A wrapping or
    noshi without a fee is not offered; nought means that it is free.
    """

    plural = "delivery_settings"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("shop_storefronts.organisation_id"), primary_key=True
    )
    services: Mapped[list[str]] = mapped_column(default_factory=list)
    closed_days: Mapped[list[str]] = mapped_column(default_factory=list)
    closes_on_holidays: Mapped[bool] = mapped_column(default=False)
    lets_ambient_ride_chilled: Mapped[bool] = mapped_column(default=False)
    wrapping_fee: Mapped[int | None] = mapped_column(default=None)
    noshi_fee: Mapped[int | None] = mapped_column(default=None)
