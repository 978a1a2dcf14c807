"""Folding: what readers take as the same is written the same, in every language at once."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

HAN: Final = Path(__file__).parent / "data" / "han.json"
_LONG: Final = "ー-‐‑‒–—―−〜~～ｰ"
_SMALL: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
_SOUNDS: Final = (
    ("ゔぁ", "ば"),
    ("ゔぃ", "び"),
    ("ゔぇ", "べ"),
    ("ゔぉ", "ぼ"),
    ("ゔ", "ぶ"),
    ("ぢ", "じ"),
    ("づ", "ず"),
)
_KATAKANA: Final = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}
_THAI_TONES: Final = dict.fromkeys(range(0x0E48, 0x0E4C))
_LONG_AFTER_KANA: Final = re.compile(f"(?<=[\u3041-\u3096])[{re.escape(_LONG)}]+")
_HANGUL_FIRST, _HANGUL_LAST = 0xAC00, 0xD7A3
_VOWELS: Final = 21
_TAILS: Final = 28
_SAME_VOWEL: Final = {1: 5, 3: 7, 10: 11, 15: 11}
"""ㅐ as ㅔ, ㅒ as ㅖ, ㅙ and ㅞ as ㅚ: they sound alike and are mistyped for one another."""


@cache
def _han() -> dict[int, str]:
    """Each Han character with the one that stands for its class."""
    data = cast("dict[str, Any]", json.loads(HAN.read_text(encoding="utf-8")))
    classes = cast("dict[str, str]", data["classes"])
    return {ord(other): first for first, others in classes.items() for other in others}


def hiragana(text: str) -> str:
    """NFKC and lower case, katakana as hiragana; small kana and long marks stay."""
    return unicodedata.normalize("NFKC", text).casefold().translate(_KATAKANA)


def fold(text: str) -> str:
    """The text as it is compared: width, case, accents, kana, Han forms, tone marks, vowels."""
    plain = "".join(
        _without_accent(letter) for letter in hiragana(text) if unicodedata.category(letter) != "Cf"
    )
    plain = _LONG_AFTER_KANA.sub("", plain)
    for sound, same in _SOUNDS:
        plain = plain.replace(sound, same)
    plain = plain.translate(_SMALL).translate(_han())
    plain = plain.translate(_THAI_TONES).replace("เเ", "แ").replace("ํา", "ำ")
    return "".join(_hangul(letter) for letter in plain)


def _without_accent(letter: str) -> str:
    """The bare letter of an accented Latin one; other scripts keep their marks."""
    if letter < "\u0080":
        return letter
    first = unicodedata.normalize("NFD", letter)[0]
    return first if first < "\u0080" and first.isalpha() else letter


def is_syllable(letter: str) -> bool:
    """Whether a letter is a whole Hangul syllable."""
    return _HANGUL_FIRST <= ord(letter) <= _HANGUL_LAST


def syllables_like(letter: str) -> tuple[bool, str, str]:
    """Whether a syllable has no tail yet, the one without a tail, and the first after all tails.

    While 가리비 is typed it reads 가립 for a moment, and 고등어 reads 고드.
    """
    tail = (ord(letter) - _HANGUL_FIRST) % _TAILS
    first = ord(letter) - tail
    return not tail, chr(first), chr(first + _TAILS)


def _hangul(letter: str) -> str:
    if not is_syllable(letter):
        return letter
    head, rest = divmod(ord(letter) - _HANGUL_FIRST, _VOWELS * _TAILS)
    vowel, tail = divmod(rest, _TAILS)
    vowel = _SAME_VOWEL.get(vowel, vowel)
    return chr(_HANGUL_FIRST + (head * _VOWELS + vowel) * _TAILS + tail)
