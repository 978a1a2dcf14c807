"""A business's delivery fees: dated tables per temperature and zone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.audit import service as audit
from core.dates import tokyo_day
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from core.web import versions
from shop.catalogue.models import Temperature
from shop.delivery.models import DeliveryRate
from shop.delivery.zones import REGIONS
from shop.export.countries import LANES
from vendors.desk import organisation_of

SOURCE: Final = "the business's own table"
LONGEST_DAYS: Final = 60
MOST_G: Final = 30_000


@dataclass(frozen=True)
class Band:
    """Up to so many grams for so many yen."""

    up_to_g: int
    fee: int


@dataclass(frozen=True, kw_only=True)
class Table:
    """What sending to a zone costs and how long it takes, from a day on."""

    bands: Sequence[Band]
    days_min: int
    days_max: int
    valid_from: date


@dataclass(frozen=True)
class ZoneLine:
    """A zone with its table of today, or none where nothing is sent."""

    zone: str
    table: Table | None


def zones() -> list[str]:
    """All zones: the regions of Japan from north to south, then countries."""
    return [*REGIONS, *LANES]


def list_zones(
    session: Session, organisation_id: int, temperature: Temperature, day: date
) -> list[ZoneLine]:
    """Every zone with the table that counts on a day; abroad only at room temperature."""
    rows = session.scalars(
        select(DeliveryRate)
        .where(
            DeliveryRate.organisation_id == organisation_id,
            DeliveryRate.temperature == temperature,
            DeliveryRate.service == "",
            DeliveryRate.valid_from <= day,
        )
        .order_by(DeliveryRate.valid_from.desc(), DeliveryRate.up_to_g)
    )
    found: dict[str, list[DeliveryRate]] = {}
    for row in rows:
        table = found.setdefault(row.zone, [])
        if not table or table[0].valid_from == row.valid_from:
            table.append(row)
    return [
        ZoneLine(zone, _table(found[zone]) if zone in found else None)
        for zone in zones()
        if temperature is Temperature.AMBIENT or zone in REGIONS
    ]


def _table(rows: Sequence[DeliveryRate]) -> Table:
    return Table(
        bands=[Band(row.up_to_g or MOST_G, row.fee) for row in rows],
        days_min=rows[0].days_min or 0,
        days_max=rows[0].days_max or 0,
        valid_from=rows[0].valid_from,
    )


def set_table(
    uow: UnitOfWork, temperature: Temperature, wanted: Sequence[str], table: Table
) -> None:
    """Write a table for one zone or several; an older one counts until the new one's day."""
    _check(uow, wanted, table)
    organisation_id = organisation_of(uow)
    _remove(uow, temperature, wanted, since=table.valid_from)
    uow.session.add_all(
        DeliveryRate(
            organisation_id=organisation_id,
            zone=zone,
            temperature=temperature,
            up_to_g=band.up_to_g,
            fee=band.fee,
            days_min=table.days_min,
            days_max=table.days_max,
            valid_from=table.valid_from,
            source=SOURCE,
        )
        for zone in wanted
        for band in table.bands
    )
    bands = [[band.up_to_g, band.fee] for band in table.bands]
    _note(uow, "set", temperature, wanted, bands)


def stop(uow: UnitOfWork, temperature: Temperature, zone: str) -> None:
    """Send no longer to a zone at this temperature; orders that are placed keep their fee."""
    if zone not in zones():
        raise NotFoundError(zone)
    _remove(uow, temperature, [zone], since=date.min)
    _note(uow, "stop", temperature, [zone], [])


def _check(uow: UnitOfWork, wanted: Sequence[str], table: Table) -> None:
    if not set(wanted) <= set(zones()):
        raise NotFoundError("zone")
    weights = [band.up_to_g for band in table.bands]
    if not weights:
        raise DomainError(
            "no_band", "Please write a weight and a fee in at least one line.", field="up_to_1"
        )
    if len(set(weights)) < len(weights):
        raise DomainError(
            "band_twice", "Please write every weight in one line only.", field="up_to_1"
        )
    if not 0 <= table.days_min <= table.days_max <= LONGEST_DAYS:
        raise DomainError(
            "days_wrong",
            "The longest time must not be shorter than the shortest.",
            field="days_max",
        )
    if table.valid_from < tokyo_day(uow.now):
        raise DomainError("in_the_past", "Please choose today or a later day.", field="valid_from")


def _remove(
    uow: UnitOfWork, temperature: Temperature, wanted: Sequence[str], *, since: date
) -> None:
    uow.session.execute(
        delete(DeliveryRate).where(
            DeliveryRate.organisation_id == organisation_of(uow),
            DeliveryRate.temperature == temperature,
            DeliveryRate.service == "",
            DeliveryRate.zone.in_(wanted),
            DeliveryRate.valid_from >= since,
        )
    )


def _note(
    uow: UnitOfWork,
    verb: str,
    temperature: Temperature,
    wanted: Sequence[str],
    bands: list[list[int]],
) -> None:
    own = organisation_of(uow)
    audit.record(
        uow,
        f"office:delivery_rate:{verb}",
        ("storefront", own),
        after={"temperature": temperature.value, "zones": list(wanted), "bands": bands},
        organisation_id=own,
    )
    versions.bump(uow, versions.bucket("storefront", own))
