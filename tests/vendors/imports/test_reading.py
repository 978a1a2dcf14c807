"""Files as programs write them."""

import io
import zipfile
from typing import Any

import pytest
from openpyxl import Workbook

from core.errors import DomainError
from vendors.imports import reading


def cells(content: bytes) -> list[list[str]]:
    sheet = reading.read(content)
    return [sheet.header, *(line.cells for line in sheet.lines)]


def workbook(*rows: list[Any]) -> bytes:
    made = Workbook()
    for row in rows:
        made.active.append(row)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("encoding", "found"),
    [("utf-8", "utf-8-sig"), ("utf-8-sig", "utf-8-sig"), ("cp932", "cp932"), ("utf-16", "utf-16")],
)
def test_every_encoding_of_japanese_offices(encoding: str, found: str) -> None:
    sheet = reading.read("商品番号,商品名\r\nA1,鰹節①㈱髙\r\n".encode(encoding))
    assert sheet.encoding == found
    assert (sheet.header, sheet.lines[0].cells) == (["商品番号", "商品名"], ["A1", "鰹節①㈱髙"])


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_every_delimiter(delimiter: str) -> None:
    text = f"sku{delimiter}price\nA1{delimiter}100\n"
    assert cells(text.encode()) == [["sku", "price"], ["A1", "100"]]


def test_lines_are_numbered_as_in_the_file() -> None:
    sheet = reading.read(b'sku,name_ja\nA1,"two\nlines"\n\nA2,x\n')
    assert [(line.number, line.cells) for line in sheet.lines] == [
        (2, ["A1", "two\nlines"]), (5, ["A2", "x"]),
    ]  # fmt: skip


def test_a_workbook_reads_as_it_was_typed() -> None:
    content = workbook(["sku", "price", "kcal", "flag", ""], ["A1", 540, 15.5, True, None])
    assert cells(content) == [["sku", "price", "kcal", "flag"], ["A1", "540", "15.5", "yes"]]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"x" * (reading.MOST_BYTES + 1), "file_too_large"),
        (b"\x81\x00\xff\xff", "file_encoding"),
        (b"PK\x03\x04 no workbook", "file_broken"),
        (b"sku\n" + b"A\n" * (reading.MOST_LINES + 1), "file_too_long"),
        (b",".join(b"c" for _ in range(201)), "file_too_wide"),
        (b'sku,name\n"' + b"x" * 140_000 + b'",\n', "file_broken"),
    ],
)  # fmt: skip
def test_files_that_cannot_be_taken(content: bytes, code: str) -> None:
    with pytest.raises(DomainError) as refused:
        reading.read(content)
    assert (refused.value.code, refused.value.field) == (code, "file")


def test_a_workbook_that_unpacks_too_far_is_refused() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (reading.MOST_UNPACKED + 1))
    assert len(content.getvalue()) < reading.MOST_BYTES
    with pytest.raises(DomainError) as refused:
        reading.read(content.getvalue())
    assert refused.value.code == "file_too_large"


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "'=", "''+", "-1"])
def test_no_cell_becomes_a_formula(begin: str) -> None:
    text = f"{begin}HYPERLINK(1)"
    assert reading.escape(text) == f"'{text}"
    assert reading.unescape(reading.escape(text)) == text


@pytest.mark.parametrize("text", ["", "鰹節", "'quoted'", "a=b", "1,480"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert reading.escape(text) == text
    assert reading.unescape(text) == text
