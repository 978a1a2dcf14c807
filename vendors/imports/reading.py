"""From a file's bytes to lines of cells, whichever program wrote it."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, cast

from openpyxl import load_workbook

from core.errors import DomainError
from vendors.imports.columns import tidy

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_UNPACKED: Final = 120 * 1024 * 1024
MOST_LINES: Final = 5000
MOST_COLUMNS: Final = 200
_ESCAPED: Final = re.compile(r"^'+[=+\-@\t\r]")
_DANGEROUS: Final = re.compile(r"^'*[=+\-@\t\r]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
CP932_FOLD: Final = str.maketrans("〜−‖—¢£¬", "～－∥―￠￡￢")
"""Pairs that look the same; which one a file holds depends on who wrote it."""


@dataclass(frozen=True)
class Line:
    """A line of the file with its number as a spreadsheet counts."""

    number: int
    cells: list[str]


@dataclass(frozen=True)
class Sheet:
    """A file that could be read."""

    header: list[str]
    lines: list[Line]
    encoding: str


def escape(text: str) -> str:
    """A cell that no spreadsheet program takes for a formula."""
    return f"'{text}" if _DANGEROUS.match(text) else text


def unescape(text: str) -> str:
    """The cell as it was before `escape`."""
    return text[1:] if _ESCAPED.match(text) else text


def read(content: bytes) -> Sheet:
    """Read CSV or XLSX. Raises DomainError `file_…` when it cannot be."""
    if len(content) > MOST_BYTES:
        raise DomainError(
            "file_too_large",
            "This file is too large. Please send at most %(megabytes)s MB.",
            field="file",
            megabytes=MOST_BYTES // 1024 // 1024,
        )
    if content.startswith(b"PK\x03\x04"):
        return _sheet(_workbook_lines(content), "xlsx")
    words, encoding = _decode(content)
    return _sheet(_csv_lines(words), encoding)


def _decode(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        candidates = ["utf-16"]
    else:
        candidates = ["utf-8-sig", "cp932"]
    for encoding in candidates:
        try:
            return content.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise DomainError(
        "file_encoding",
        "The letters of this file cannot be read. Please save it as CSV in UTF-8, or as XLSX.",
        field="file",
    )


def _csv_lines(words: str) -> Iterator[Line]:
    first = words.split("\n", 1)[0]
    delimiter = max(",\t;", key=first.count)
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=delimiter)
    begins = 1
    try:
        for cells in reader:
            yield Line(begins, [unescape(tidy(cell)) for cell in cells])
            begins = reader.line_num + 1
    except csv.Error:
        raise DomainError(
            "file_broken",
            "This file is broken near line %(line)s.",
            field="file",
            line=reader.line_num,
        ) from None


def _workbook_lines(content: bytes) -> Iterator[Line]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
        if unpacked > MOST_UNPACKED:
            raise DomainError(
                "file_too_large",
                "This file is too large. Please split it into several.",
                field="file",
            )
        workbook = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = cast("Any", workbook.worksheets[0])
        rows = cast(
            "Iterable[tuple[Any, ...]]", sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
        )
        for number, row in enumerate(rows, start=1):
            yield Line(number, [_cell(value) for value in row])
    except (zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError):
        raise DomainError(
            "file_broken", "This workbook cannot be opened. Please save it again.", field="file"
        ) from None


def _cell(value: Any) -> str:
    """A workbook's value as it would be typed."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.isoformat()
    return unescape(tidy(str(value)))


def _sheet(lines: Iterable[Line], encoding: str) -> Sheet:
    """The header and the lines below it, within the limits; empty lines are left out."""
    rest = iter(lines)
    header = next(rest, Line(1, [])).cells
    while header and not header[-1]:
        header.pop()
    if len(header) > MOST_COLUMNS:
        raise DomainError(
            "file_too_wide",
            "This file has too many columns. At most %(most)s can be read.",
            field="file",
            most=MOST_COLUMNS,
        )
    found: list[Line] = []
    for line in rest:
        if not any(line.cells):
            continue
        if len(found) >= MOST_LINES:
            raise DomainError(
                "file_too_long",
                "This file has too many lines. Please send at most %(most)s at a time.",
                field="file",
                most=MOST_LINES,
            )
        found.append(Line(line.number, line.cells[: len(header)]))
    return Sheet(header, found, encoding)


def has_control_characters(text: str) -> bool:
    """Whether a cell holds signs that nobody can type or see."""
    return bool(_CONTROL.search(text))
