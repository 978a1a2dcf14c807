"""Words of a text, made without a dictionary: n-grams where no spaces are, stems where they are."""

import re
from collections.abc import Iterator
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
_ONE_HAN: Final = re.compile(f"[{HAN}]")
_ENDINGS: Final = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x"))
_KEPT: Final = ("ss", "us", "is", "as")
LONGEST: Final = 60


def stem(word: str) -> str:
    """A Latin word without the ending of its plural; enough for names of goods."""
    bare = re.sub(r"['’].*", "", word)
    for ending, instead in _ENDINGS:
        if bare.endswith(ending) and len(bare) > len(ending) + 1:
            return bare[: -len(ending)] + instead
    if bare.endswith("s") and len(bare) > 3 and not bare.endswith(_KEPT):
        return bare[:-1]
    return bare


def _grams(run: str, size: int) -> Iterator[str]:
    if len(run) <= size:
        yield run
        return
    for start in range(len(run) - size + 1):
        yield run[start : start + size]


def _latin(words: list[str]) -> Iterator[str]:
    """Stems, and each with its neighbour: sea bream gives `seabream` too."""
    stems = [stem(word) for word in words]
    yield from stems
    for (first, _), second in zip(zip(words, stems, strict=True), stems[1:], strict=False):
        yield (re.sub(r"['’].*", "", first) + second)[:LONGEST]


def tokens(folded: str) -> list[str]:
    """Every token of a folded text, in order, repeats kept."""
    found: list[str] = []
    latin: list[str] = []
    for match in _RUN.finditer(folded):
        kind, run = str(match.lastgroup), match.group()
        if kind == "latin":
            latin.append(run[:LONGEST])
            continue
        found += _latin(latin)
        latin = []
        if kind == "cjk":
            found += [*_grams(run, 2), *(_ONE_HAN.findall(run) if len(run) > 1 else ())]
        elif kind in {"hangul", "thai"}:
            bare = re.sub(r"\s+", "", run)
            found += _grams(bare, 2 if kind == "hangul" else 3)
        else:
            found.append(run)
    return [*found, *_latin(latin)]


def compact(folded: str) -> str:
    """The text without spaces and marks, for comparing whole names."""
    return "".join(match.group().replace(" ", "") for match in _RUN.finditer(folded))


def latin_words(folded: str) -> list[str]:
    """The words in Latin letters, as they were written."""
    return [m.group() for m in _RUN.finditer(folded) if m.lastgroup == "latin"]


def is_latin(token: str) -> bool:
    return token.isascii() and token.isalpha()
