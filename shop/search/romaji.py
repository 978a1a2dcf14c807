"""Japanese in Latin letters: kana and romaji meet in one key, however it was romanised."""

import re
from functools import cache
from typing import Final

from shop.search.fold import hiragana

_ROWS: Final = {
    "": "あいうえお",
    "k": "かきくけこ",
    "s": "さしすせそ",
    "t": "たちつてと",
    "n": "なにぬねの",
    "h": "はひふへほ",
    "m": "まみむめも",
    "r": "らりるれろ",
    "g": "がぎぐげご",
    "z": "ざじずぜぞ",
    "d": "だぢづでど",
    "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ",
}
_OTHERS: Final = {"や": "ya", "ゆ": "yu", "よ": "yo", "わ": "wa", "を": "o", "ん": "n", "ゔ": "bu"}
_SMALL: Final = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_SMALL_VOWELS: Final = {"ぁ": "a", "ぃ": "i", "ぅ": "u", "ぇ": "e", "ぉ": "o"}
_SPELLINGS: Final = (
    ("tch", "tty"),
    ("sh", "sy"),
    ("ch", "ty"),
    ("ts", "t"),
    ("j", "zy"),
    ("dz", "z"),
    ("l", "r"),
    ("v", "b"),
    ("f", "h"),
    ("c", "k"),
    ("q", "k"),
    ("syi", "si"),
    ("tyi", "ti"),
    ("zyi", "zi"),
    ("zyy", "zy"),
    ("di", "zi"),
    ("du", "zu"),
    ("oh", "o"),
    ("m(?=[bpm])", "n"),
)
_SYLLABLES: Final = re.compile(
    r"(?:(?:[kstnhmrgzdbp]?y?|w)[aiueo]|n(?![aiueoy])|([kstpgzdb])(?=\1))+"
)
_SAME_VOWELS: Final = re.compile(r"ou|([aiueo])\1+")


@cache
def _kana() -> dict[str, str]:
    table = {
        kana: consonant + vowel
        for consonant, row in _ROWS.items()
        for kana, vowel in zip(row, "aiueo", strict=True)
    }
    return {**table, **_OTHERS}


def _closed(key: str) -> str:
    """Long vowels and doubled consonants as short ones: they are dropped and doubled at will."""
    short = _SAME_VOWELS.sub(lambda found: "o" if found[0] == "ou" else found[1], key)
    return re.sub(r"([kstpgzdbn])\1+", r"\1", short)


def key_of_kana(text: str) -> str:
    """The key of a word in kana; empty when anything else stands in it."""
    parts: list[str] = []
    for letter in hiragana(text):
        if letter in _SMALL and parts:
            parts[-1] = _palatal(parts[-1]) + _SMALL[letter]
        elif letter in _SMALL_VOWELS and parts:
            parts[-1] = parts[-1][:-1] + _SMALL_VOWELS[letter]
        elif letter in "っー":
            continue
        elif letter in _kana():
            parts.append(_kana()[letter])
        else:
            return ""
    return _closed("".join(parts).replace("di", "zi").replace("du", "zu"))


def _palatal(syllable: str) -> str:
    return f"{syllable[:-1]}y"


def key_of_latin(word: str) -> str:
    """The key of a word in Latin letters; empty when it is not Japanese in any romanisation."""
    key = word.lower().replace("'", "").replace("-", "")
    for spelling, same in _SPELLINGS:
        key = re.sub(spelling, same, key)
    return _closed(key) if len(key) > 1 and _SYLLABLES.fullmatch(key) else ""


@cache
def _syllables() -> dict[str, str]:
    """Kana by syllable, the commoner kana where two sound alike."""
    table: dict[str, str] = {}
    for kana, syllable in _kana().items():
        table.setdefault(syllable, kana)
    for consonant in "kstnhmrgzbp":
        first = _ROWS[consonant][1]
        for small, vowel in (("や", "a"), ("ゆ", "u"), ("よ", "o")):
            table[f"{consonant}y{vowel}"] = first + small
    return table


def kana_of_latin(word: str) -> str:
    """The word in folded hiragana, as well as short vowels allow; empty when it is not Japanese."""
    key = key_of_latin(word)
    kana, place = "", 0
    while place < len(key):
        for length in (3, 2, 1):
            found = _syllables().get(key[place : place + length])
            if found:
                kana += found
                place += length
                break
        else:
            return ""
    return kana
