"""Delivery rates of the sample businesses: invented, round, and marked as such."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from shop.catalogue.models import Temperature
from shop.delivery.models import DeliveryRate
from shop.delivery.zones import HOME, REGIONS
from shop.sample.market import Business

SOURCE: Final = "sample data"
SINCE: Final = date(2026, 1, 1)
BANDS: Final = ((2_000, 0), (5_000, 220), (10_000, 480), (25_000, 990))
COLD: Final = {Temperature.AMBIENT: 0, Temperature.CHILLED: 275, Temperature.FROZEN: 330}
REGION_FEES: Final = {
    "jp-hokkaido": (1380, 2, 3),
    "jp-tohoku-north": (1100, 2, 2),
    "jp-tohoku-south": (990, 1, 2),
    "jp-kanto": (860, 1, 1),
    "jp-shinetsu": (860, 1, 1),
    "jp-hokuriku": (860, 1, 1),
    "jp-tokai": (790, 1, 1),
    "jp-kansai": (860, 1, 1),
    "jp-chugoku": (990, 1, 2),
    "jp-shikoku": (1050, 1, 2),
    "jp-kyushu": (1240, 2, 2),
    "jp-okinawa": (1680, 2, 4),
}
ABROAD: Final = {
    "TW": (1800, 850, 3, 5),
    "HK": (1900, 900, 3, 5),
    "SG": (2300, 1100, 4, 6),
    "TH": (2300, 1100, 4, 7),
    "KR": (1700, 800, 3, 5),
}
ABROAD_BANDS: Final = (1_000, 2_000, 4_000, 8_000, 15_000)


def rates_of(business: Business, organisation_id: int) -> Iterator[DeliveryRate]:
    """Every rate of a business: Japan by region and temperature, abroad at room temperature."""
    for band in business.delivery_bands:
        temperature = Temperature(band)
        for zone in REGIONS:
            base, soonest, latest = REGION_FEES[zone]
            for up_to_g, more in BANDS:
                fee = base + more + COLD[temperature]
                yield _rate(organisation_id, zone, temperature, up_to_g, (fee, soonest, latest))
    if Temperature.AMBIENT.value not in business.delivery_bands:
        return
    for country in business.ships_to:
        if country == HOME:
            continue
        base, each, soonest, latest = ABROAD[country]
        for up_to_g in ABROAD_BANDS:
            fee = base + each * (up_to_g // 1_000 - 1)
            days = (fee, soonest, latest)
            yield _rate(organisation_id, country, Temperature.AMBIENT, up_to_g, days)


def _rate(
    organisation_id: int,
    zone: str,
    temperature: Temperature,
    up_to_g: int,
    figures: tuple[int, int, int],
) -> DeliveryRate:
    fee, soonest, latest = figures
    return DeliveryRate(
        organisation_id=organisation_id,
        zone=zone,
        temperature=temperature,
        up_to_g=up_to_g,
        fee=fee,
        days_min=soonest,
        days_max=latest,
        valid_from=SINCE,
        source=SOURCE,
    )
