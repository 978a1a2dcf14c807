"""Businesses that send with carriers, at fees a test can add up in its head."""

from datetime import date
from typing import Any

from sqlalchemy import Update, update

from core.unit_of_work import UnitOfWork
from shop.delivery import loading
from shop.delivery.gifts import Gift
from shop.delivery.models import (
    Box,
    CarrierService,
    DeliveryRate,
    DeliverySettings,
    DeliverySurcharge,
    TimeSlot,
)
from shop.storefronts.models import Storefront
from tests.factories import shop as make

FEES = {60: 900, 80: 1200, 100: 1500, 120: 1800, 140: 2100, 160: 2400}
BOXES = (("60", (250, 200, 150), 200), ("100", (400, 350, 250), 500))


def carriers(uow: UnitOfWork) -> None:
    """Carriers with their limits, times and surcharges, as the market knows them."""
    loading.load(uow)


def tariff(
    uow: UnitOfWork,
    service: str,
    *,
    zone: str = "jp-kansai",
    fees: dict[int, int] | None = None,
    shop: Storefront | None = None,
    more: int = 0,
) -> None:
    """A table by size, shared by the city or a business's own."""
    found = uow.session.get_one(CarrierService, service)
    uow.session.add_all(
        DeliveryRate(
            organisation_id=shop.organisation_id if shop else None,
            zone=zone,
            temperature=found.temperature,
            fee=fee + more,
            up_to_cm=size,
            service=service,
        )
        for size, fee in (fees or FEES).items()
    )
    uow.session.flush()


def boxes(uow: UnitOfWork) -> None:
    """Two boxes for everybody: 60 cm and 100 cm."""
    uow.session.add_all(
        Box(name=name, length_mm=sides[0], width_mm=sides[1], height_mm=sides[2], tare_g=tare)
        for name, sides, tare in BOXES
    )
    uow.session.flush()


def settings(uow: UnitOfWork, shop: Storefront, *services: str, **more: Any) -> DeliverySettings:
    found = DeliverySettings(organisation_id=shop.organisation_id, services=list(services), **more)
    uow.session.add(found)
    uow.session.flush()
    return found


def sender(uow: UnitOfWork, **more: Any) -> Storefront:
    """A business that sends with Yamato at the shared table."""
    carriers(uow)
    shop = make.storefront(uow)
    tariff(uow, "yamato_ambient")
    settings(uow, shop, "yamato_ambient", "yamato_cool_chilled", "yamato_cool_frozen", **more)
    return shop


def surcharge(service: str, kind: str, **more: Any) -> DeliverySurcharge:
    return DeliverySurcharge(service=service, kind=kind, **more)


def withdraw(carrier: str, slot: str) -> Update:
    """The statement by which a carrier gives a time of day up."""
    return (
        update(TimeSlot)
        .where(TimeSlot.carrier == carrier, TimeSlot.key == slot)
        .values(valid_to=date(2026, 1, 1))
    )


WRAPPED = Gift(is_wrapped=True)
