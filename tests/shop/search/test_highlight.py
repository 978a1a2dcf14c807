"""Hits are marked on the text as it is written."""

import pytest

from shop.search.fold import fold
from shop.search.highlight import pieces
from shop.search.tokens import compact, tokens
from shop.search.understanding import Reading


def reading(words: str) -> Reading:
    folded = fold(words)
    return Reading(compact(folded), tuple(dict.fromkeys(tokens(folded))), 1.0)


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("天然ﾏｸﾞﾛ 柵", "まぐろ", ["ﾏｸﾞﾛ"]),
        ("スモークド・サーモン", "スモクドサモン", ["スモークド", "サーモン"]),
        ("本枯鰹節 300g", "鲣节", ["鰹節"]),
        ("เนื้อปลาทูน่าแช่แข็ง", "ทูนา", ["ทูน่า"]),
        ("자연산 참치회", "참치", ["참치"]),
        ("Wild tunas, 300 g", "tuna", ["tunas"]),
        ("Crème brûlée", "creme", ["Crème"]),
        ("<b>tuna</b>", "tuna", ["tuna"]),
        ("鮪", "鮪", ["鮪"]),
        ("Green tea", "salmon", []),
        ("ＴＵＮＡ缶", "tuna", ["ＴＵＮＡ"]),
    ],
)
def test_what_was_meant_is_marked(text: str, words: str, marked: list[str]) -> None:
    found = pieces(text, [reading(words)])
    assert "".join(piece for piece, _ in found) == text
    assert [piece for piece, is_hit in found if is_hit] == marked


def test_the_reading_that_fits_best_is_marked() -> None:
    found = pieces("Skipjack tuna", [reading("まぐろ"), reading("tuna")])
    assert found == [("Skipjack ", False), ("tuna", True)]
