"""Catalogue files as a business hands them in and takes them out."""

import csv
import io

from sqlalchemy import select

from core.text import LazyText
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Variant
from shop.stock.models import StockItem
from vendors.imports import service
from vendors.imports.export import FileKind, write
from vendors.imports.models import CatalogueImport
from vendors.imports.planning import Plan, plan
from vendors.imports.reading import read

NEW = {
    "sku": "NEW-1", "product": "hanakatsuo", "price": "540", "stock": "12", "net_weight_g": "80",
    "shipping_weight_g": "180", "category": "katsuobushi", "temperature": "ambient",
    "name_ja": "花かつお",
}  # fmt: skip


def file(*rows: dict[str, str]) -> bytes:
    """A file with these rows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def planned(desk: UnitOfWork, content: bytes) -> Plan:
    """What a file would change."""
    desk.session.flush()
    return plan(desk.session, desk.actor.organisation_id or 0, read(content))


def outcomes(found: Plan) -> list[str]:
    """What becomes of each line."""
    return [line.outcome.value for line in found.lines]


def english(reason: LazyText) -> str:
    """A reason as a person reads it."""
    return reason.message % reason.params


def reasons(found: Plan) -> list[tuple[int, str, str]]:
    """Each problem: line, column and reason."""
    return [(one.line, one.column, english(one.reason)) for one in found.problems]


def exported(desk: UnitOfWork, kind: FileKind = FileKind.CSV) -> bytes:
    """The catalogue as a file."""
    desk.session.flush()
    own = desk.actor.organisation_id or 0
    return write(desk.session, own, kind, in_japanese=False)


def rows_of(content: bytes) -> list[dict[str, str]]:
    """The lines of a file by heading."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def variant(desk: UnitOfWork, sku: str) -> Variant:
    """The size of an article number as it is kept now."""
    return desk.session.scalars(
        select(Variant).where(Variant.sku == sku).execution_options(populate_existing=True)
    ).one()


def on_hand(desk: UnitOfWork, sku: str) -> int:
    """How many are on the shelf now."""
    key = variant(desk, sku).id
    return desk.session.get_one(StockItem, key, populate_existing=True).on_hand


def received(desk: UnitOfWork, *rows: dict[str, str]) -> CatalogueImport:
    """A file that was handed in."""
    kept = service.receive(desk, filename="list.csv", content=file(*rows))
    desk.session.flush()
    return kept
