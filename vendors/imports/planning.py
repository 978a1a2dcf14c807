"""What a file would change: every line new, changed, unchanged or bad, before anything is done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import DomainError
from core.text import LazyText, lazy
from i18n.locales import CODES, DEFAULT
from shop.catalogue.models import Category, Product, Variant
from vendors.imports.cells import CellError
from vendors.imports.columns import (
    BY_KEY,
    BY_NAME,
    WORDS,
    Column,
    Record,
    Scope,
    export,
    text_key,
)
from vendors.imports.export import records
from vendors.imports.reading import CP932_FOLD, Line, Sheet, has_control_characters

NEEDED_FOR_NEW: Final = (
    "price", "net_weight_g", "shipping_weight_g", "category", "temperature",
    text_key("name", DEFAULT),
)  # fmt: skip


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    BAD = "bad"


@dataclass(frozen=True)
class Problem:
    """What is wrong, where; `column` is empty when it is the whole line."""

    line: int
    column: str
    reason: LazyText


@dataclass
class PlannedLine:
    """A line with what it would do."""

    number: int
    sku: str
    outcome: Outcome = Outcome.UNCHANGED
    record: Record | None = None
    values: dict[str, Any] = field(default_factory=dict[str, Any])
    """Read values of the cells that differ from what the market has now."""
    before: dict[str, str] = field(default_factory=dict[str, str])
    cells: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True)
class Plan:
    """All lines and all problems."""

    lines: list[PlannedLine]
    problems: list[Problem]

    def count(self, outcome: Outcome) -> int:
        return sum(line.outcome is outcome for line in self.lines)


@dataclass(frozen=True)
class _Known:
    """What the market has: asked once for all lines."""

    own: Mapping[str, Record]
    siblings: Mapping[str, Record]
    """By product address: the first size of it."""
    foreign_skus: frozenset[str]
    categories: frozenset[str]


def plan(session: Session, organisation_id: int, sheet: Sheet) -> Plan:
    """Compare a file with the market. Raises DomainError `file_header` for a useless header."""
    columns = _columns(sheet.header)
    known = _ask(session, organisation_id, sheet, columns)
    problems: list[Problem] = []
    lines: list[PlannedLine] = []
    first_of: dict[str, PlannedLine] = {}
    seen: dict[str, int] = {}
    for line in sheet.lines:
        planned, wrong = _line(line, columns, known, folds=sheet.encoding == "cp932")
        wrong += _repeated(planned, seen) + _disagreement(planned, first_of)
        if wrong:
            planned.outcome = Outcome.BAD
        problems += wrong
        lines.append(planned)
    return Plan(lines, problems)


def product_place(sheet: Sheet) -> int | None:
    """Where the column stands that says which sizes belong together."""
    columns = _columns(sheet.header)
    return columns.index(BY_KEY["product"]) if BY_KEY["product"] in columns else None


def _columns(header: list[str]) -> list[Column | None]:
    """The column of each place; headings that we do not know are left out."""
    columns = [BY_NAME.get(name.strip()) for name in header]
    if BY_KEY["sku"] not in columns:
        raise DomainError(
            "file_header",
            "The first line must name the columns, and one of them must be sku or %(title)s.",
            field="file",
            title=BY_KEY["sku"].title,
        )
    named = [column for column in columns if column]
    if len(set(named)) < len(named):
        raise DomainError("file_header", "A column stands in this file twice.", field="file")
    return columns


def _ask(
    session: Session, organisation_id: int, sheet: Sheet, columns: list[Column | None]
) -> _Known:
    place = columns.index(BY_KEY["sku"])
    skus = {line.cells[place] for line in sheet.lines if len(line.cells) > place}
    columns_named = [
        columns.index(BY_KEY[key]) for key in ("sku", "product") if BY_KEY[key] in columns
    ]
    named = {line.cells[at] for line in sheet.lines for at in columns_named if len(line.cells) > at}
    found = records(session, organisation_id, named=named)
    own = {record.variant.sku: record for record in found}
    taken = session.scalars(
        select(Variant.sku)
        .join(Product, Product.id == Variant.product_id)
        .where(Product.organisation_id != organisation_id, Variant.sku.in_(skus - own.keys()))
    )
    siblings: dict[str, Record] = {}
    for record in own.values():
        siblings.setdefault(record.product.slug, record)
    return _Known(
        own=own,
        siblings=siblings,
        foreign_skus=frozenset(taken),
        categories=frozenset(session.scalars(select(Category.key))),
    )


def _line(
    line: Line, columns: list[Column | None], known: _Known, *, folds: bool
) -> tuple[PlannedLine, list[Problem]]:
    named = {
        column.key: cell
        for column, cell in zip(columns, line.cells, strict=False)
        if column is not None
    }
    planned = PlannedLine(line.number, named.get("sku", ""), cells=named)
    planned.record = known.own.get(planned.sku)
    now = _now(planned, known)
    problems: list[Problem] = []
    for key, cell in named.items():
        if _leaves_as_is(planned, key, cell, now, folds=folds):
            continue
        try:
            planned.values[key] = _read(key, cell)
            planned.before[key] = now.get(key, "")
        except CellError as error:
            problems.append(Problem(line.number, BY_KEY[key].title, error.reason))
    problems += _facts_wrong(planned, known, now)
    if planned.record is None:
        planned.outcome = Outcome.NEW
    elif planned.values:
        planned.outcome = Outcome.CHANGED
    return planned, problems


def _now(planned: PlannedLine, known: _Known) -> dict[str, str]:
    """What the market has: of this size, or for a new one of the product it joins."""
    if planned.record is not None:
        return export(planned.record)
    sibling = known.siblings.get(planned.cells.get("product", ""))
    if sibling is None:
        return {}
    cells = export(sibling)
    return {key: cell for key, cell in cells.items() if BY_KEY[key].scope is not Scope.VARIANT}


def _leaves_as_is(
    planned: PlannedLine, key: str, cell: str, now: Mapping[str, str], *, folds: bool
) -> bool:
    """Whether a cell asks for nothing: it says what is so, or for new goods nothing at all."""
    if key in {"product", "stock"} and planned.record is not None and not cell:
        return True
    if key in now:
        before = now[key]
        is_same = cell == before
        if folds:
            is_same = cell.translate(CP932_FOLD) == before.translate(CP932_FOLD)
        return is_same or (planned.record is None and not cell)
    return not cell and key not in NEEDED_FOR_NEW and key != "sku"


def _read(key: str, cell: str) -> Any:
    if has_control_characters(cell):
        raise CellError(lazy("This holds signs that cannot be seen."))
    return BY_KEY[key].parse(cell)


def _facts_wrong(planned: PlannedLine, known: _Known, now: Mapping[str, str]) -> list[Problem]:
    """What is wrong across cells, or with what the market knows."""
    found: list[tuple[str, LazyText]] = []
    values = planned.values
    group = planned.cells.get("product", "")
    if planned.record is None:
        found += _new_wrong(planned, known)
    else:
        values.pop("product", None)
        sibling = known.siblings.get(group)
        if sibling and sibling.product.id != planned.record.product.id:
            found.append(("product", lazy("This article number belongs to another product.")))
        reserved = planned.record.reserved
        if values.get("stock") is not None and values["stock"] < reserved:
            reason = lazy("Buyers were already promised %(reserved)s of these.", reserved=reserved)
            found.append(("stock", reason))
    if "category" in values and values["category"] not in known.categories:
        found.append(("category", lazy("The market has no such shelf.")))
    found += _weights_wrong(planned, now) + _texts_wrong(planned, now)
    return [Problem(planned.number, BY_KEY[key].title, reason) for key, reason in found]


def _new_wrong(planned: PlannedLine, known: _Known) -> list[tuple[str, LazyText]]:
    """A foreign number, and what new goods cannot do without."""
    found: list[tuple[str, LazyText]] = []
    if planned.sku in known.foreign_skus:
        found.append(("sku", lazy("Another business uses this article number already.")))
    joins = planned.cells.get("product", "") in known.siblings
    needed = NEEDED_FOR_NEW[:3] if joins else NEEDED_FOR_NEW
    name = text_key("name", DEFAULT)
    return found + [
        (key, lazy("This is needed for new goods."))
        for key in needed
        if key not in planned.cells or (key == name and not planned.cells[key])
    ]


def _weights_wrong(planned: PlannedLine, now: Mapping[str, str]) -> list[tuple[str, LazyText]]:
    """What is packed cannot weigh less than what is in it, nor the least as much as the most."""
    values = planned.values
    net = values.get("net_weight_g") or int(now.get("net_weight_g") or 0)
    packed = values.get("shipping_weight_g") or int(now.get("shipping_weight_g") or 0)
    if net and packed and packed < net:
        reason = lazy("The weight as packed must not be smaller than the content.")
        return [("shipping_weight_g", reason)]
    least = values.get("least_weight_g", int(now.get("least_weight_g") or 0))
    if net and least and least >= net:
        reason = lazy("The smallest weight must be below the content, which is the largest weight.")
        return [("least_weight_g", reason)]
    return []


def _texts_wrong(planned: PlannedLine, now: Mapping[str, str]) -> list[tuple[str, LazyText]]:
    """Words in a language need a name in it; a name that is there is not taken away."""
    found: list[tuple[str, LazyText]] = []
    for code in CODES:
        keys = [text_key(word, code) for word in WORDS]
        if not any(key in planned.values for key in keys):
            continue
        name = planned.cells.get(keys[0], now.get(keys[0], ""))
        said = [planned.cells.get(key, now.get(key, "")) for key in keys]
        if not name and (any(said) or now.get(keys[0])):
            found.append((keys[0], lazy("Words in this language need a name.")))
    return found


def _repeated(planned: PlannedLine, seen: dict[str, int]) -> list[Problem]:
    if not planned.sku:
        return []
    earlier = seen.setdefault(planned.sku, planned.number)
    if earlier == planned.number:
        return []
    reason = lazy("This article number stands in line %(line)s already.", line=earlier)
    return [Problem(planned.number, BY_KEY["sku"].title, reason)]


def _disagreement(planned: PlannedLine, first_of: dict[str, PlannedLine]) -> list[Problem]:
    """Sizes of one product must say the same of it."""
    group = planned.cells.get("product", "")
    if planned.record is not None:
        group = planned.record.product.slug
    if not group:
        return []
    first = first_of.setdefault(group, planned)
    return [
        Problem(
            planned.number,
            BY_KEY[key].title,
            lazy("Line %(line)s says something else of the same product.", line=first.number),
        )
        for key, cell in planned.cells.items()
        if BY_KEY[key].scope is not Scope.VARIANT
        and key != "product"
        and key in first.cells
        and first is not planned
        and first.cells[key] != cell
        and (cell or planned.record is not None)
    ]
