"""Words of a text, made without a dictionary: n-grams where no spaces are, stems where they are."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

HAN: Final = "\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
KANA: Final = "\u3041-\u309f"
HANGUL: Final = "\uac00-\ud7a3"
THAI: Final = "\u0e01-\u0e3a\u0e40-\u0e4e"
_RUN: Final = re.compile(
    rf"(?P<cjk>[{HAN}{KANA}]+)"
    rf"|(?P<hangul>[{HANGUL}]+(?:\s+[{HANGUL}]+)*)"
    rf"|(?P<thai>[{THAI}]+(?:\s+[{THAI}]+)*)"
    r"|(?P<latin>[a-z]+(?:['’][a-z]+)?)"
    r"|(?P<number>\d+(?:\.\d+)?)"
)
SOUNDS: Final = frozenset(map(chr, (*range(0x3041, 0x3097), *range(0xAC00, 0xD7A4))))
"""Letters that mean nothing alone: kana and Hangul."""
HAN_CHARACTER: Final = re.compile(f"[{HAN}]")
_AFTER_APOSTROPHE: Final = re.compile(r"['’].*")
_KEPT: Final = ("ss", "us", "is")
_PLURALS: Final = (
    ("ies", "y"),
    ("sses", "ss"),
    ("shes", "sh"),
    ("ches", "ch"),
    ("xes", "x"),
    ("oes", "o"),
)
LONGEST: Final = 60
_SCRIPTS: Final = (
    (re.compile("[a-z0-9]"), 1),
    (re.compile(f"[{KANA}]"), 2),
    (re.compile(f"[{HAN}]"), 4),
    (re.compile(f"[{HANGUL}]"), 8),
    (re.compile(f"[{THAI}]"), 16),
)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A Latin word without the ending of its plural; enough for names of goods."""
    bare = _AFTER_APOSTROPHE.sub("", word)
    if not bare.endswith("s"):
        return bare
    for ending, instead in _PLURALS:
        if bare.endswith(ending) and len(bare) > len(ending) + 1:
            return bare[: -len(ending)] + instead
    return bare[:-1] if len(bare) > 3 and not bare.endswith(_KEPT) else bare


def _grams(run: str, size: int) -> list[str]:
    if len(run) <= size:
        return [run]
    return [run[start : start + size] for start in range(len(run) - size + 1)]


def _latin(words: list[str]) -> list[str]:
    """Stems, and each with its neighbour: sea bream gives `seabream` too."""
    stems = [stem(word) for word in words]
    if len(words) < 2:
        return stems
    firsts = (_AFTER_APOSTROPHE.sub("", word) for word in words)
    pairs = zip(firsts, stems[1:], strict=False)
    return [*stems, *((first + second)[:LONGEST] for first, second in pairs)]


def tokens(folded: str) -> list[str]:
    """Every token of a folded text, repeats kept; Latin words come last in each stretch."""
    found: list[str] = []
    latin: list[str] = []
    for match in _RUN.finditer(folded):
        kind, run = match.lastgroup, match.group()
        if kind == "latin":
            latin.append(run[:LONGEST])
            continue
        if latin:
            found += _latin(latin)
            latin = []
        if kind == "cjk":
            found += _grams(run, 2)
            if len(run) > 1:
                found += HAN_CHARACTER.findall(run)
        elif kind == "number":
            found.append(run)
        else:
            bare = "".join(run.split())
            found += _grams(bare, 2 if kind == "hangul" else 3)
    return found + _latin(latin) if latin else found


def compact(folded: str) -> str:
    """The text without spaces, marks and plural endings, for comparing whole names."""
    return "".join(
        stem(match.group()) if match.lastgroup == "latin" else match.group().replace(" ", "")
        for match in _RUN.finditer(folded)
    )


def scripts_of(parts: Iterable[str]) -> int:
    """A bit for each script that stands in folded texts; what shares none cannot match."""
    found = 0
    for part in parts:
        for kind, bit in _SCRIPTS:
            if not found & bit and kind.search(part):
                found |= bit
    return found


def latin_words(folded: str) -> list[str]:
    """The words in Latin letters, as they were written."""
    return [m.group() for m in _RUN.finditer(folded) if m.lastgroup == "latin"]


def is_latin(token: str) -> bool:
    return token.isascii() and token.isalpha()


_AMOUNT: Final = re.compile(
    r"[,、·・×x*]?\s*\d+(?:[.,]\d+)?\s*(?:"
    r"kgs?|mg|g|grams?|ml|cl|l|liters?|litres?|oz|lbs?|pcs|pc|pieces?|packs?|bags?|bottles?|cans?"
    r"|個入り?|個|枚入り?|枚|本入り?|本|袋入り?|袋|缶|箱|パック|ばつく|切れ?|尾|匹|束|人前|食|杯|瓶|合|升"
    r"|克|公斤|斤|毫升|升|个装|个|入|片|包|盒|罐|瓶|条|條|尾|隻|只|粒"
    r"|กรัม|กก\.?|กิโลกรัม|มล\.?|ลิตร|ชิน|ซอง|ถุง|กล่อง|ขวด|แพค|แพ็ค|ตัว|กระป๋อง|กระปอง"
    r"|그램|개입|개|팩|봉지|봉|병|캔|마리|장|박스|입|리터|인분"
    r")(?![a-z])"
)


def without_amount(folded: str) -> str:
    """The name without how much of it is in the package; all of it when nothing would be left."""
    bare = _AMOUNT.sub(" ", folded).strip()
    return bare or folded
