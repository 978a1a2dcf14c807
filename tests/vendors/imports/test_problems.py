"""Every line that cannot be taken says why."""

import pytest
from sqlalchemy import select

from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Variant
from tests.factories import catalogue_files as files
from vendors.imports import applying
from vendors.imports.reading import read

BAD: list[tuple[dict[str, str], str, str]] = [
    ({"price": "free"}, "税込価格", "This must be a whole number from 1 to 9999999."),
    ({"price": "0"}, "税込価格", "This must be a whole number from 1 to 9999999."),
    ({"price": ""}, "税込価格", "This must not be empty."),
    ({"sku": ""}, "商品番号", "This must not be empty."),
    ({"category": "shoes"}, "売り場", "The market has no such shelf."),
    ({"temperature": "warm"}, "温度帯", "This must be one of: ambient, chilled, frozen."),
    ({"shipping_weight_g": "10"}, "発送重量g",
     "The weight as packed must not be smaller than the content."),
    ({"name_ja": ""}, "商品名（日本語）", "This is needed for new goods."),
    ({"allergens": "fish|gold"}, "アレルゲン", "The market does not know fish."),
    ({"season": "1|13"}, "旬の月", "This must be a whole number from 1 to 12."),
    ({"is_active": "perhaps"}, "販売中", "This must be yes or no."),
    ({"kcal": "-1"}, "熱量kcal", "This must be a number from 0 to 10000."),
    ({"summary_th": "อร่อย"}, "商品名（タイ語）", "Words in this language need a name."),
    ({"name_ja": "x" * 201}, "商品名（日本語）", "This is too long: at most 200 characters."),
    ({"name_ja": "a\x07b"}, "商品名（日本語）", "This holds signs that cannot be seen."),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "column", "reason"), BAD)
def test_every_bad_cell_says_line_column_and_reason(
    desk: UnitOfWork, cells: dict[str, str], column: str, reason: str
) -> None:
    good = {**files.NEW, "sku": "GOOD-1", "product": "good"}
    bad = {**dict.fromkeys(cells, ""), **files.NEW, **cells}
    content = files.file({**dict.fromkeys(bad, ""), **good}, bad)
    found = files.planned(desk, content)
    assert files.outcomes(found) == ["new", "bad"]
    assert (3, column, reason) in files.reasons(found)
    report = applying.apply(desk, read(content), goes_on=False)
    assert not report.is_applied
    assert desk.session.scalars(select(Variant)).all() == []
    report = applying.apply(desk, read(content), goes_on=True)
    assert report.is_applied
    assert [one.sku for one in desk.session.scalars(select(Variant))] == ["GOOD-1"]


def test_numbers_twice_and_sizes_that_disagree(desk: UnitOfWork) -> None:
    twice = files.planned(desk, files.file(files.NEW, files.NEW))
    assert files.reasons(twice) == [
        (3, "商品番号", "This article number stands in line 2 already."),
    ]  # fmt: skip
    other = {**files.NEW, "sku": "NEW-2", "name_ja": "別の名"}
    assert files.reasons(files.planned(desk, files.file(files.NEW, other))) == [
        (3, "商品名（日本語）", "Line 2 says something else of the same product."),
    ]  # fmt: skip
    blank = {**files.NEW, "sku": "NEW-2", "name_ja": "", "category": ""}
    assert [
        line for line, *_ in files.reasons(files.planned(desk, files.file(files.NEW, blank)))
    ] == [3, 3]


def test_a_header_without_numbers_is_refused(desk: UnitOfWork) -> None:
    for content in (b"", b"name_ja,price\nx,1\n", "sku,商品番号\nA,A\n".encode()):
        with pytest.raises(DomainError) as refused:
            files.planned(desk, content)
        assert refused.value.code == "file_header"
