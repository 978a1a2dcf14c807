"""Lists that staff and businesses edit as a sheet: one line a row, old rows end, new ones begin.

Nothing that ever counted is rewritten: a line that is changed or taken out ends the day before.
"""

import csv
import io
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import select

from core.audit import service as audit
from core.dates import tokyo_day
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from core.web import versions
from shop.catalogue.models import Temperature
from shop.delivery.models import (
    Box,
    CarrierService,
    DeliveryRate,
    DeliverySurcharge,
    LeadTime,
    RemotePlace,
    Sureness,
    TimeSlot,
)
from shop.delivery.tables import in_force
from shop.delivery.zones import REGIONS
from shop.export.countries import CODES

LONGEST: Final = 100_000
MOST_LINES: Final = 2_000
YES: Final = "yes"
NO: Final = "no"


def _text(value: str) -> str:
    return value[:60]


def _number(value: str) -> int:
    if not value.isdecimal() or len(value) > 7:
        raise ValueError(value)
    return int(value)


def _maybe_number(value: str) -> int | None:
    return _number(value) if value else None


def _yes(value: str) -> bool:
    if value not in {YES, NO}:
        raise ValueError(value)
    return value == YES


def _zone(value: str) -> str:
    if value not in REGIONS and value not in CODES:
        raise ValueError(value)
    return value


Parse = Callable[[str], Any]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A list: its table, its columns in order, and which of them name a group of lines.

    A group begins anew as a whole as soon as one of its lines is another one. `fixed` are
    values that every line has; rows with other ones belong to another sheet.
    """

    name: str
    model: Any
    columns: Mapping[str, Parse]
    group: tuple[str, ...]
    fixed: Mapping[str, Any] = field(default_factory=dict[str, Any])
    labels: tuple[str, ...] = ()
    """Columns that are written forms of one text, kept together in `labels`."""

    def values(self, row: Any) -> tuple[str, ...]:
        """A row as a line."""
        return tuple(
            _said(row.labels.get(name, "") if name in self.labels else getattr(row, name))
            for name in (*self.columns, *self.labels)
        )

    @property
    def head(self) -> tuple[str, ...]:
        return (*self.columns, *self.labels)


def _said(value: Any) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    return "" if value is None else str(value)


SLOTS: Final = Sheet(
    name="time_slots",
    model=TimeSlot,
    columns={"carrier": _text, "key": _text, "position": _number, "begins": _text, "ends": _text,
             "code": _text},
    group=("carrier", "key"),
    labels=("ja", "en", "zh-Hant", "zh-Hans", "th", "ko"),
)  # fmt: skip
LEAD_TIMES: Final = Sheet(
    name="lead_times",
    model=LeadTime,
    columns={"service": _text, "zone": _zone, "days_min": _number, "days_max": _number},
    group=("service", "zone"),
)
REMOTE_PLACES: Final = Sheet(
    name="remote_places",
    model=RemotePlace,
    columns={"prefecture": _text, "municipality": _text, "more_days_min": _number,
             "more_days_max": _number, "takes_cold": _yes, "surcharge": _number, "is_on": _yes},
    group=("prefecture", "municipality"),
)  # fmt: skip
SURCHARGES: Final = Sheet(
    name="surcharges",
    model=DeliverySurcharge,
    columns={"service": _text, "kind": _text, "zone": _text, "up_to_cm": _maybe_number,
             "fee": _number, "percent": _number},
    group=("service", "kind", "zone", "up_to_cm"),
)  # fmt: skip


def boxes(organisation_id: int | None) -> Sheet:
    """A business's boxes, or everybody's."""
    return Sheet(
        name="boxes",
        model=Box,
        columns={"name": _text, "length_mm": _number, "width_mm": _number, "height_mm": _number,
                 "tare_g": _number, "fill_percent": _number},
        group=("name",),
        fixed={"organisation_id": organisation_id},
    )  # fmt: skip


def rates(organisation_id: int | None, service: CarrierService) -> Sheet:
    """The fees of a service, a business's own or the city's shared ones."""
    return Sheet(
        name=f"rates_{service.key}",
        model=DeliveryRate,
        columns={"zone": _zone, "up_to_cm": _maybe_number, "up_to_g": _maybe_number,
                 "fee": _number, "days_min": _maybe_number, "days_max": _maybe_number},
        group=("zone",),
        fixed={
            "organisation_id": organisation_id,
            "service": service.key,
            "temperature": Temperature(service.temperature),
        },
    )  # fmt: skip


CITY: Final[Mapping[str, Sheet]] = {
    sheet.name: sheet for sheet in (SLOTS, LEAD_TIMES, REMOTE_PLACES, SURCHARGES, boxes(None))
}


def rows_of(uow: UnitOfWork, sheet: Sheet, day: date | None = None) -> list[Any]:
    """The rows of a sheet that count on a day, in the order in which they were written."""
    return list(
        uow.session.scalars(
            select(sheet.model)
            .where(*_of(sheet), *in_force(sheet.model, day or tokyo_day(uow.now)))
            .order_by(sheet.model.id)
        )
    )


def _of(sheet: Sheet) -> list[Any]:
    return [getattr(sheet.model, name) == value for name, value in sheet.fixed.items()]


def written(sheet: Sheet, rows: Sequence[Any]) -> str:
    """A sheet as text: the names of its columns, then one line a row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(sheet.head)
    writer.writerows(sheet.values(row) for row in rows)
    return out.getvalue()


def parse(sheet: Sheet, text: str) -> list[dict[str, Any]]:
    """The lines of a pasted sheet as values. Raises DomainError naming the line that is wrong."""
    if len(text) > LONGEST:
        raise DomainError("sheet_too_long", "This list is too long.", field="lines")
    delimiter = "\t" if "\t" in text.partition("\n")[0] else ","
    lines = [
        line for line in csv.reader(io.StringIO(text.strip("\r\n ")), delimiter=delimiter) if line
    ]
    if lines and tuple(cell.strip() for cell in lines[0]) == sheet.head:
        lines = lines[1:]
    if len(lines) > MOST_LINES:
        raise DomainError("sheet_too_long", "This list is too long.", field="lines")
    return [_values(sheet, place, line) for place, line in enumerate(lines, start=1)]


def _values(sheet: Sheet, place: int, line: Sequence[str]) -> dict[str, Any]:
    cells = [cell.strip() for cell in line]
    if len(cells) != len(sheet.head):
        raise DomainError(
            "sheet_line_wrong",
            "Line %(line)s has %(found)s columns instead of %(wanted)s.",
            field="lines",
            line=place,
            found=len(cells),
            wanted=len(sheet.head),
        )
    typed = dict(zip(sheet.head, cells, strict=True))
    values: dict[str, Any] = {}
    for name, read in sheet.columns.items():
        try:
            values[name] = read(typed[name])
        except ValueError:
            raise DomainError(
                "sheet_cell_wrong",
                "Line %(line)s: “%(text)s” cannot stand in the column %(column)s.",
                field="lines",
                line=place,
                text=typed[name],
                column=name,
            ) from None
    if sheet.labels:
        values["labels"] = {code: typed[code] for code in sheet.labels}
    return values


@dataclass(frozen=True, kw_only=True)
class Origin:
    """Where the lines of a sheet come from, and from which day on they count."""

    valid_from: date
    source: str
    sureness: Sureness = Sureness.OWN
    review_by: date | None = None


def save(uow: UnitOfWork, sheet: Sheet, text: str, origin: Origin) -> int:
    """Make the text the whole sheet from a day on; how many rows began. Audited."""
    if origin.valid_from < tokyo_day(uow.now):
        raise DomainError("in_the_past", "Please choose today or a later day.", field="valid_from")
    wanted: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for values in parse(sheet, text):
        wanted[tuple(_said(values[name]) for name in sheet.group)].append(values)
    standing: defaultdict[tuple[str, ...], list[Any]] = defaultdict(list)
    for row in _from_day_on(uow, sheet, origin.valid_from):
        standing[tuple(_said(getattr(row, name)) for name in sheet.group)].append(row)
    before = [sheet.values(row) for rows in standing.values() for row in rows]
    fresh: list[Any] = []
    for key in {**standing, **wanted}:
        made = [_row(sheet, values, origin) for values in wanted[key]]
        if sorted(map(sheet.values, made)) == sorted(map(sheet.values, standing[key])):
            continue
        _end(uow, standing[key], origin.valid_from)
        fresh += made
    uow.session.flush()  # what ends makes room for what begins on the same day
    uow.session.add_all(fresh)
    _note(uow, sheet, before, [sheet.values(row) for row in fresh])
    return len(fresh)


def _from_day_on(uow: UnitOfWork, sheet: Sheet, day: date) -> list[Any]:
    ends = sheet.model.valid_to
    return list(
        uow.session.scalars(
            select(sheet.model)
            .where(*_of(sheet), ends.is_(None) | (ends >= day))
            .order_by(sheet.model.id)
        )
    )


def _row(sheet: Sheet, values: Mapping[str, Any], origin: Origin) -> Any:
    return sheet.model(
        **sheet.fixed,
        **values,
        valid_from=origin.valid_from,
        source=origin.source,
        source_on=origin.valid_from,
        sureness=origin.sureness,
        review_by=origin.review_by,
    )


def _end(uow: UnitOfWork, rows: Sequence[Any], day: date) -> None:
    for row in rows:
        if row.valid_from >= day:
            uow.session.delete(row)
        else:
            row.valid_to = day - timedelta(days=1)


def _note(
    uow: UnitOfWork, sheet: Sheet, before: Sequence[Sequence[str]], began: Sequence[Sequence[str]]
) -> None:
    own = sheet.fixed.get("organisation_id")
    area = "office" if own is not None else "city"
    audit.record(
        uow,
        f"{area}:delivery_list:set",
        ("delivery_list", sheet.name),
        before={"lines": len(before)},
        after={"lines": len(before), "began": [list(line) for line in began[:50]]},
        organisation_id=own,
    )
    versions.bump(uow, "delivery")
    if own is not None:
        versions.bump(uow, versions.bucket("storefront", own))
