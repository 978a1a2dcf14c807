"""Texts cut into sentences, and sentences compared without what does not matter."""

import re
import unicodedata
from typing import Final

_ENDS: Final = re.compile(r"(?<=[。！？!?])\s*|(?<=[.…])\s+|\n+")
_SPACES: Final = re.compile(r"\s+")
UNSPACED: Final = frozenset({"ja", "zh-Hant", "zh-Hans", "th", "ko"})
"""Languages in which a space, or none, makes no other sentence."""


def sentences(text: str, locale: str) -> list[str]:
    """The sentences of a text. Thai has no mark at the end of one: there a space parts them."""
    found = [piece.strip() for piece in _ENDS.split(text) if piece.strip()]
    if locale == "th":
        return [word for piece in found for word in _SPACES.split(piece)]
    return found


def plain(text: str, locale: str) -> str:
    """A sentence without punctuation, width, case and, where none are written, spaces."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = "".join(letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in folded)
    return _SPACES.sub("" if locale in UNSPACED else " ", kept.strip())


def joined(pieces: list[str], locale: str) -> str:
    """Sentences as one text again, as the language sets them."""
    return ("" if locale in {"ja", "zh-Hant", "zh-Hans"} else " ").join(pieces)


def ended(sentence: str, original: str, locale: str) -> str:
    """A drafted sentence with the mark that its original ends with."""
    is_question = original.rstrip().endswith(("?", "？")) or sentence.endswith(("?", "？"))
    bare = sentence.rstrip("。.!！?？")
    if locale == "th":
        return bare
    if locale in {"ja", "zh-Hant", "zh-Hans"}:
        return bare + ("？" if is_question else "。")
    return bare + ("?" if is_question else ".")
