"""What a cell may say, in whichever written form a business keeps its file."""

import pytest

from vendors.imports import cells


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("yes", True), ("ＹＥＳ", True), ("はい", True), ("是", True), ("ใช่", True), ("예", True),
        ("no", False), ("いいえ", False), ("否", False), ("ไม่ใช่", False), ("아니요", False),
        ("", False),
    ],
)  # fmt: skip
def test_yes_and_no_are_read_in_every_written_form(word: str, meant: bool) -> None:  # noqa: FBT001
    assert cells.flag(word) is meant


@pytest.mark.parametrize("word", ["perhaps", "是否", "ใช่ไหม"])
def test_what_is_neither_yes_nor_no_is_refused(word: str) -> None:
    with pytest.raises(cells.CellError):
        cells.flag(word)
