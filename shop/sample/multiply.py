"""Many products for measuring speed: the sample's own, again and again under new numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import cycle, islice
from typing import Any, Final

from sqlalchemy import insert, inspect, select

from core.database import Base
from core.unit_of_work import UnitOfWork
from shop.catalogue import service as catalogue
from shop.catalogue.models import Photo, Product, ProductOrigin, ProductText, Variant
from shop.export.models import ProductExport
from shop.search import service as search
from shop.stock.models import StockItem

CHUNK: Final = 500
MARK: Final = "-no"


@dataclass(frozen=True)
class _Original:
    """A product's rows as plain values."""

    product: dict[str, Any]
    texts: list[dict[str, Any]]
    variants: list[dict[str, Any]]
    photos: list[dict[str, Any]]
    abroad: list[dict[str, Any]]
    origins: list[dict[str, Any]]


def load_many(uow: UnitOfWork, n: int) -> int:
    """Bring the market to `n` products; how many were added. Indexed and counted as all others."""
    originals = _originals(uow)
    held = len(uow.session.scalars(select(Product.id)).all())
    numbers = range(held + 1, n + 1)
    copies = list(zip(islice(cycle(originals), len(numbers)), numbers, strict=True))
    for start in range(0, len(copies), CHUNK):
        _add(uow, copies[start : start + CHUNK])
    catalogue.recount(uow)
    return len(copies)


def _originals(uow: UnitOfWork) -> list[_Original]:
    def rows_of(table: type[Base]) -> dict[int, list[dict[str, Any]]]:
        columns = [column.key for column in inspect(table).column_attrs]
        found: dict[int, list[dict[str, Any]]] = {}
        for row in uow.session.scalars(select(table)):
            values = {name: getattr(row, name) for name in columns}
            owner = values["product_id" if "product_id" in values else "id"]
            found.setdefault(int(owner), []).append(values)
        return found

    products = {key: rows[0] for key, rows in rows_of(Product).items()}
    parts = [
        rows_of(table) for table in (ProductText, Variant, Photo, ProductExport, ProductOrigin)
    ]
    return [
        _Original(values, *(part.get(key, []) for part in parts))
        for key, values in sorted(products.items())
        if MARK not in values["slug"]
    ]


def _add(uow: UnitOfWork, copies: Sequence[tuple[_Original, int]]) -> None:
    """A chunk of copies, in one statement a table."""
    products = [
        {
            **_without_id(one.product),
            "slug": f"{one.product['slug']}{MARK}{number}",
            "published_at": one.product["published_at"] - timedelta(seconds=number),
        }
        for one, number in copies
    ]
    ids = uow.session.scalars(
        insert(Product).returning(Product.id, sort_by_parameter_order=True), products
    ).all()
    pairs = list(zip(ids, copies, strict=True))
    texts = [
        {**text, "product_id": key, "name": f"{text['name']} {number}"}
        for key, (one, number) in pairs
        for text in one.texts
    ]
    photos = [
        {**_without_id(row), "product_id": key} for key, (one, _) in pairs for row in one.photos
    ]
    variants = [
        {**_without_id(row), "product_id": key, "sku": f"{row['sku']}{MARK}{number}"}
        for key, (one, number) in pairs
        for row in one.variants
    ]
    abroad = [{**row, "product_id": key} for key, (one, _) in pairs for row in one.abroad]
    origins = [
        {**_without_id(row), "product_id": key} for key, (one, _) in pairs for row in one.origins
    ]
    tables = ((ProductText, texts), (Photo, photos), (ProductExport, abroad))
    for table, rows in (*tables, (ProductOrigin, origins)):
        if rows:
            uow.session.execute(insert(table), rows)
    added = uow.session.scalars(insert(Variant).returning(Variant.id), variants).all()
    uow.session.execute(
        insert(StockItem), [{"variant_id": key, "on_hand": 1000, "reserved": 0} for key in added]
    )
    search.index(uow, ids)


def _without_id(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}
