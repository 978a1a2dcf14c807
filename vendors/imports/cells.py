"""What a cell may hold: read into a value, or refused with a sentence."""

import unicodedata
from collections.abc import Callable, Collection
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from core.text import LazyText, lazy

YES: Final = "yes"
NO: Final = "no"
SEPARATOR: Final = "|"
_YES_WORDS: Final = frozenset(
    {"yes", "y", "true", "1", "○", "はい", "有", "是", "ใช่", "예", "네"}
)  # fmt: skip
_NO_WORDS: Final = frozenset(
    {"no", "n", "false", "0", "×", "いいえ", "無", "否", "ไม่ใช่", "아니요", "아니오"}
)
"""Yes and no in the six written forms, and as spreadsheets write them."""

Parse = Callable[[str], Any]


class CellError(Exception):
    """A cell that cannot be read; `reason` is said in the reader's language."""

    def __init__(self, reason: LazyText) -> None:
        super().__init__(reason.message)
        self.reason = reason


def text(most: int) -> Parse:
    """Any words up to a length."""

    def parse(cell: str) -> str:
        if len(cell) > most:
            raise CellError(lazy("This is too long: at most %(most)s characters.", most=most))
        return cell

    return parse


def required(parse: Parse) -> Parse:
    """A cell that must not be empty."""

    def parse_filled(cell: str) -> Any:
        if not cell:
            raise CellError(lazy("This must not be empty."))
        return parse(cell)

    return parse_filled


def choice(known: Collection[str]) -> Parse:
    """One of a list of words."""

    def parse(cell: str) -> str:
        if cell not in known:
            words = ", ".join(word for word in known if word)
            raise CellError(lazy("This must be one of: %(words)s.", words=words))
        return cell

    return parse


def whole(least: int, most: int) -> Parse:
    """A whole number, or nothing."""

    def parse(cell: str) -> int | None:
        if not cell:
            return None
        number = _decimal(cell)
        if number is None or number != int(number) or not least <= number <= most:
            raise CellError(
                lazy(
                    "This must be a whole number from %(least)s to %(most)s.",
                    least=least,
                    most=most,
                )
            )
        return int(number)

    return parse


def number(least: int, most: int) -> Parse:
    """A number that may have a fraction, or nothing."""

    def parse(cell: str) -> Decimal | None:
        if not cell:
            return None
        found = _decimal(cell)
        if found is None or not least <= found <= most:
            raise CellError(
                lazy("This must be a number from %(least)s to %(most)s.", least=least, most=most)
            )
        return found

    return parse


def _decimal(cell: str) -> Decimal | None:
    plain = unicodedata.normalize("NFKC", cell).replace(",", "").strip()
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() else None


def flag(cell: str) -> bool:
    """Yes or no; nothing is no."""
    word = unicodedata.normalize("NFKC", cell).casefold()
    if word in _YES_WORDS:
        return True
    if not word or word in _NO_WORDS:
        return False
    raise CellError(lazy("This must be yes or no."))


def several(known: Callable[[], Collection[str]]) -> Parse:
    """Several of a list of words, with | between them."""

    def parse(cell: str) -> list[str]:
        words = [word.strip() for word in cell.split(SEPARATOR) if word.strip()]
        unknown = [word for word in words if word not in known()]
        if unknown:
            raise CellError(lazy("The market does not know %(word)s.", word=unknown[0]))
        return words

    return parse


def months(cell: str) -> list[int]:
    """Months from 1 to 12, with | between them."""
    read = whole(1, 12)
    found = [read(part.strip()) for part in cell.split(SEPARATOR) if part.strip()]
    return sorted({month for month in found if month})
