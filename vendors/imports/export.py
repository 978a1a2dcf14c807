"""The catalogue of a business as a file."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from core.errors import DomainError
from shop.catalogue.models import Category, Product, ProductText, Variant
from shop.stock.models import StockItem
from vendors.imports.columns import COLUMNS, JAPANESE_ONLY, Column, Record, export
from vendors.imports.reading import CP932_FOLD, escape

_ILLEGAL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


class FileKind(StrEnum):
    XLSX = "xlsx"
    CSV = "csv"
    CP932 = "cp932"


def records(
    session: Session, organisation_id: int, *, named: Collection[str] | None = None
) -> Iterator[Record]:
    """Sizes of a business by product and place; those of the products `named` by slug or SKU."""
    wanted = [Product.organisation_id == organisation_id]
    if named is not None:
        holds = select(Variant.product_id).where(Variant.sku.in_(named))
        wanted.append(or_(Product.slug.in_(named), Product.id.in_(holds)))
    rows = session.execute(
        select(
            Product,
            Variant,
            Category.key,
            func.coalesce(StockItem.on_hand, 0),
            func.coalesce(StockItem.reserved, 0),
        )
        .join(Variant, Variant.product_id == Product.id)
        .join(Category, Category.id == Product.category_id)
        .outerjoin(StockItem, StockItem.variant_id == Variant.id)
        .where(*wanted)
        .order_by(Product.id, Variant.position)
        .execution_options(populate_existing=True)
    ).all()
    texts: dict[int, dict[str, ProductText]] = {}
    for text in session.scalars(
        select(ProductText).join(Product, Product.id == ProductText.product_id).where(*wanted)
    ):
        texts.setdefault(text.product_id, {})[text.locale] = text
    for product, variant, key, on_hand, reserved in rows:
        yield Record(
            product=product,
            variant=variant,
            texts=texts.get(product.id, {}),
            category_key=key,
            on_hand=on_hand,
            reserved=reserved,
        )


def write(session: Session, organisation_id: int, kind: FileKind, *, in_japanese: bool) -> bytes:
    """The file. Raises DomainError `cp932_cannot` for a letter that CP932 does not have."""
    columns = [c for c in COLUMNS if kind is not FileKind.CP932 or c.key not in JAPANESE_ONLY]
    header = [column.title if in_japanese else column.key for column in columns]
    lines = [
        [escape(cells[column.key]) for column in columns]
        for cells in map(export, records(session, organisation_id))
    ]
    if kind is FileKind.XLSX:
        return _workbook([header, *lines])
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows([header, *lines])
    if kind is FileKind.CSV:
        return text.getvalue().encode("utf-8-sig")
    _check_cp932(columns, lines)
    return text.getvalue().translate(CP932_FOLD).encode("cp932")


def _workbook(lines: Sequence[Sequence[str]]) -> bytes:
    workbook = Workbook(write_only=True)
    sheet: Any = workbook.create_sheet("catalogue")
    sheet.freeze_panes = "B2"
    for line in lines:
        sheet.append([_words(sheet, cell) for cell in line])
    content = io.BytesIO()
    workbook.save(content)
    return content.getvalue()


def _words(sheet: Any, text: str) -> Any:
    """A cell of words: numbers stay as typed, and nothing becomes a formula."""
    cell: Any = WriteOnlyCell(sheet, value=_ILLEGAL.sub("", text))
    cell.data_type = "s"
    return cell


def _check_cp932(columns: Sequence[Column], lines: Sequence[Sequence[str]]) -> None:
    for number, line in enumerate(lines, start=2):
        for column, cell in zip(columns, line, strict=True):
            for letter in cell.translate(CP932_FOLD):
                try:
                    letter.encode("cp932")
                except UnicodeEncodeError:
                    raise DomainError(
                        "cp932_cannot",
                        "This encoding has no letter %(letter)s (line %(line)s, column %(column)s). "
                        "Please take XLSX or UTF-8.",
                        field="kind",
                        letter=letter,
                        line=number,
                        column=column.title,
                    ) from None
