"""Zones and refusals in the reader's words."""

from core.errors import DomainError
from core.text import gettext
from i18n import formatting
from shop.delivery.service import Carriage


def zone_name(zone: str) -> str:
    """A region of Japan or a country, in the reader's words."""
    regions = {
        "jp-hokkaido": gettext("Hokkaido"),
        "jp-tohoku-north": gettext("Northern Tohoku (Aomori, Iwate, Akita)"),
        "jp-tohoku-south": gettext("Southern Tohoku (Miyagi, Yamagata, Fukushima)"),
        "jp-kanto": gettext("Kanto and Yamanashi"),
        "jp-shinetsu": gettext("Niigata and Nagano"),
        "jp-hokuriku": gettext("Hokuriku (Toyama, Ishikawa, Fukui)"),
        "jp-tokai": gettext("Tokai (Shizuoka, Aichi, Gifu, Mie)"),
        "jp-kansai": gettext("Kansai"),
        "jp-chugoku": gettext("Chugoku"),
        "jp-shikoku": gettext("Shikoku"),
        "jp-kyushu": gettext("Kyushu"),
        "jp-okinawa": gettext("Okinawa"),
    }
    return regions.get(zone) or formatting.country(zone)


def refusal(carriage: Carriage) -> DomainError | None:
    """Why a business cannot send a parcel; nothing while only the place is not known."""
    reasons = {
        Carriage.NO_TARIFF: DomainError(
            "no_tariff",
            "This business has not entered any delivery fees yet, so it cannot send goods.",
        ),
        Carriage.TOO_BIG: DomainError(
            "too_big", "One of these goods is heavier or larger than the carriers take."
        ),
        Carriage.SIZE_UNKNOWN: DomainError(
            "size_unknown",
            "The carrier's fee depends on the size of these goods, and the business has not "
            "entered it yet.",
        ),
        Carriage.COLD_REFUSED: DomainError(
            "cold_refused",
            "It is not certain that chilled and frozen goods arrive cold at this place, "
            "so they are not sent there.",
        ),
        Carriage.TOO_OLD: DomainError(
            "too_old", "These goods cannot arrive there as fresh as they are promised."
        ),
        Carriage.NOT_CARRIED: DomainError(
            "not_carried", "The business does not deliver these goods there."
        ),
    }
    return reasons.get(carriage)
