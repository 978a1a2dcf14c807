"""What a business decides about sending."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from core.web import versions
from shop.delivery import sheets
from shop.delivery.models import CarrierService, DeliverySettings
from shop.delivery.sheets import Sheet
from shop.delivery.tables import services
from vendors.desk import organisation_of

MOST_DAYS = 200


@dataclass(frozen=True, kw_only=True)
class Choices:
    """What the form says."""

    services: Sequence[str]
    closed_days: Sequence[date]
    closes_on_holidays: bool
    lets_ambient_ride_chilled: bool
    wrapping_fee: int | None
    noshi_fee: int | None


def get(uow: UnitOfWork) -> DeliverySettings:
    """The business's choices, or what counts while it has made none."""
    own = organisation_of(uow)
    return uow.session.get(DeliverySettings, own) or DeliverySettings(organisation_id=own)


def list_services(uow: UnitOfWork) -> list[CarrierService]:
    """The services that the city has switched on."""
    return list(services(uow).values())


def choose(uow: UnitOfWork, choices: Choices) -> None:
    """Write the choices down. Raises DomainError for a carrier that nobody knows."""
    own = organisation_of(uow)
    known = services(uow)
    if not set(choices.services) <= set(known):
        raise DomainError("unknown_carrier", "Choose a carrier.", field="services")
    if len(choices.closed_days) > MOST_DAYS:
        raise DomainError("too_many_days", "These are too many days.", field="closed_days")
    found = uow.session.scalar(
        select(DeliverySettings).where(DeliverySettings.organisation_id == own).with_for_update()
    )
    if found is None:
        found = DeliverySettings(organisation_id=own)
        uow.session.add(found)
    before = _plain(found)
    found.services = list(choices.services)
    found.closed_days = sorted({day.isoformat() for day in choices.closed_days})
    found.closes_on_holidays = choices.closes_on_holidays
    found.lets_ambient_ride_chilled = choices.lets_ambient_ride_chilled
    found.wrapping_fee, found.noshi_fee = choices.wrapping_fee, choices.noshi_fee
    audit.record(
        uow,
        "office:delivery:choose",
        ("storefront", own),
        before=before,
        after=_plain(found),
        organisation_id=own,
    )
    versions.bump(uow, versions.bucket("storefront", own))


def _plain(found: DeliverySettings) -> dict[str, object]:
    return {name: getattr(found, name) for name in Choices.__dataclass_fields__}


def sheet(uow: UnitOfWork, name: str) -> Sheet:
    """The business's own boxes, or its own fees of a service. Raises NotFoundError."""
    own = organisation_of(uow)
    if name == "boxes":
        return sheets.boxes(own)
    found = services(uow).get(name)
    if found is None:
        raise NotFoundError(name)
    return sheets.rates(own, found)
