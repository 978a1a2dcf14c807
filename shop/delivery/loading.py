"""The market's own list of carriers' facts into the database; what staff changed stays."""

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from core.unit_of_work import UnitOfWork
from i18n.locales import CODES
from shop.catalogue.models import Temperature
from shop.delivery.models import (
    CarrierService,
    DeliverySurcharge,
    LeadTime,
    RemotePlace,
    Sureness,
    TimeSlot,
)

DATA: Final = Path(__file__).parent / "data"


def load(uow: UnitOfWork) -> int:
    """Add the rows of our list that are not there yet; how many. Safe to run again."""
    rows: list[Any] = [
        *_new(uow, _services(), CarrierService, "key"),
        *_new(uow, _slots(), TimeSlot, "carrier", "key"),
        *_new(uow, _lead_times(), LeadTime, "service", "zone"),
        *_new(uow, _places(), RemotePlace, "prefecture", "municipality"),
        *_new(uow, _surcharges(), DeliverySurcharge, "service", "kind", "up_to_cm"),
    ]
    uow.session.add_all(rows)
    uow.session.flush()
    return len(rows)


def _new(uow: UnitOfWork, rows: Iterator[Any], model: Any, *names: str) -> list[Any]:
    """The rows of which no version is in the table."""
    columns = [getattr(model, name) for name in names]
    known = {tuple(row) for row in uow.session.execute(select(*columns))}
    return [row for row in rows if tuple(getattr(row, name) for name in names) not in known]


def _table(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _sourced(row: Mapping[str, Any]) -> dict[str, Any]:
    review = row.get("review_by")
    return {
        "source": row["source"],
        "source_on": date.fromisoformat(row["source_on"]),
        "sureness": Sureness(row["sureness"]),
        "review_by": date.fromisoformat(review) if review else None,
    }


def _services() -> Iterator[CarrierService]:
    for row in json.loads((DATA / "services.json").read_text("utf-8")):
        values = {name: row[name] for name in row if name not in _sourced(row)}
        yield CarrierService(
            **{**values, "temperature": Temperature(row["temperature"])}, **_sourced(row)
        )


def _slots() -> Iterator[TimeSlot]:
    for place, row in enumerate(_table("time_slots.csv"), start=1):
        yield TimeSlot(
            carrier=row["carrier"],
            key=row["key"],
            position=place,
            labels={code: row[code] for code in CODES},
            begins=row["begins"],
            ends=row["ends"],
            code=row["code"],
            **_sourced(row),
        )


def _lead_times() -> Iterator[LeadTime]:
    for row in _table("lead_times.csv"):
        yield LeadTime(
            zone=row["zone"],
            days_min=int(row["days_min"]),
            days_max=int(row["days_max"]),
            **_sourced(row),
        )


def _places() -> Iterator[RemotePlace]:
    for row in _table("remote_places.csv"):
        yield RemotePlace(
            prefecture=row["prefecture"],
            municipality=row["municipality"],
            more_days_min=int(row["more_days_min"]),
            more_days_max=int(row["more_days_max"]),
            is_on=row["is_on"] == "yes",
            note=row["note"],
            **_sourced(row),
        )


def _surcharges() -> Iterator[DeliverySurcharge]:
    for row in _table("surcharges.csv"):
        yield DeliverySurcharge(
            service=row["service"],
            kind=row["kind"],
            up_to_cm=int(row["up_to_cm"]),
            fee=int(row["fee"]),
            **_sourced(row),
        )
