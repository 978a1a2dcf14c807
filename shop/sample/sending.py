"""How the sample businesses send: carriers, boxes and fees, invented, round, and marked as such."""

import math
from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Temperature
from shop.delivery.models import Box, DeliveryRate, DeliverySettings, Sureness
from shop.delivery.zones import HOME
from shop.sample.market import Business

SOURCE: Final = "sample data"
SINCE: Final = date(2026, 1, 1)
MARK: Final[dict[str, Any]] = {"source": SOURCE, "sureness": Sureness.SAMPLE, "valid_from": SINCE}
REGION_FEES: Final = {
    "jp-hokkaido": 1610,
    "jp-tohoku-north": 1190,
    "jp-tohoku-south": 1060,
    "jp-kanto": 940,
    "jp-shinetsu": 940,
    "jp-hokuriku": 940,
    "jp-tokai": 940,
    "jp-kansai": 940,
    "jp-chugoku": 1060,
    "jp-shikoku": 1060,
    "jp-kyushu": 1190,
    "jp-okinawa": 1460,
}
SIZES: Final = {
    "yamato_ambient": (60, 80, 100, 120, 140, 160),
    "sagawa_ambient": (60, 80, 100, 140, 160),
    "jp_yupack": (60, 80, 100, 120, 140, 160, 170),
}
STEP: Final = 300
"""What the next 20 cm cost more."""
LESS: Final = {"yamato_ambient": 0, "sagawa_ambient": 30, "jp_yupack": 60}
BOXES: Final = (
    ("60", (270, 200, 130), 150),
    ("80", (350, 260, 190), 250),
    ("100", (420, 320, 260), 400),
    ("120", (500, 380, 320), 600),
)
CARRIERS: Final = (
    ("yamato_ambient", "yamato_cool_chilled", "yamato_cool_frozen"),
    ("sagawa_ambient", "sagawa_cool_chilled", "sagawa_cool_frozen"),
    ("yamato_ambient", "yamato_cool_chilled", "yamato_cool_frozen", "jp_yupack"),
)
ABROAD: Final = {
    "TW": (1800, 850, 3, 5),
    "HK": (1900, 900, 3, 5),
    "SG": (2300, 1100, 4, 6),
    "TH": (2300, 1100, 4, 7),
    "KR": (1700, 800, 3, 5),
}
ABROAD_BANDS: Final = (1_000, 2_000, 4_000, 8_000, 15_000)
LIGHT_BANDS: Final = (500, 1_000, 2_000)
FLUFFY: Final = frozenset({"katsuobushi-flakes", "tea", "katsuobushi"})


def load_shared(uow: UnitOfWork) -> None:
    """The city's shared tables and boxes of the sample market, once."""
    if uow.session.scalar(select(Box.id).where(Box.organisation_id.is_(None)).limit(1)):
        return
    uow.session.add_all(
        Box(name=name, length_mm=sides[0], width_mm=sides[1], height_mm=sides[2],
            tare_g=tare, **MARK)
        for name, sides, tare in BOXES
    )  # fmt: skip
    uow.session.add_all(
        DeliveryRate(
            organisation_id=None,
            zone=zone,
            temperature=Temperature.AMBIENT,
            fee=fee + STEP * ((size - 60) // 20) - LESS[service],
            up_to_cm=size,
            service=service,
            **MARK,
        )
        for service, sizes in SIZES.items()
        for zone, fee in REGION_FEES.items()
        for size in sizes
    )


def settings_of(business: Business, organisation_id: int, place: int) -> DeliverySettings:
    """What a sample business chose."""
    services = list(CARRIERS[place % len(CARRIERS)])
    if _sends_abroad(business):
        services += ["epacket_light", "ems"]
    return DeliverySettings(
        organisation_id=organisation_id,
        services=services,
        closes_on_holidays=place % 2 == 0,
        lets_ambient_ride_chilled=place % 3 != 1,
        wrapping_fee=330 if place % 4 != 3 else None,
        noshi_fee=0 if place % 4 != 3 else None,
    )


def rates_abroad(business: Business, organisation_id: int) -> Iterator[DeliveryRate]:
    """A sample business's own fees abroad: light mail up to 2 kg, EMS for the rest."""
    if not _sends_abroad(business):
        return
    for country in business.ships_to:
        if country == HOME:
            continue
        base, each, soonest, latest = ABROAD[country]
        for service, bands, less, more_days in (
            ("epacket_light", LIGHT_BANDS, 500, 5),
            ("ems", ABROAD_BANDS, 0, 0),
        ):
            for up_to_g in bands:
                yield DeliveryRate(
                    organisation_id=organisation_id,
                    zone=country,
                    temperature=Temperature.AMBIENT,
                    fee=base - less + each * max(0, up_to_g // 1_000 - 1),
                    up_to_g=up_to_g,
                    days_min=soonest + more_days,
                    days_max=latest + more_days,
                    service=service,
                    **MARK,
                )


def _sends_abroad(business: Business) -> bool:
    return Temperature.AMBIENT.value in business.delivery_bands and len(business.ships_to) > 1


def sides_of(category: str, shipping_weight_g: int) -> list[int]:
    """Invented sides of a pack in mm: as long as three, as wide as two, as high as one."""
    volume_cm3 = shipping_weight_g * (5.0 if category in FLUFFY else 1.5)
    side = math.cbrt(volume_cm3 / 6) * 10
    return [max(10, round(side * part)) for part in (3, 2, 1)]
