"""How Japanese words are read, and how else they are written: several guesses, best first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from threading import local
from typing import Final

from sudachipy import Dictionary, Morpheme, Tokenizer

from shop.search.fold import hiragana
from shop.search.tokens import HAN, HAN_CHARACTER

MOST_GUESSES: Final = 8
MOST_OF_WORD: Final = 4
_JAPANESE: Final = re.compile(f"[{HAN}\u3041-\u3096\u30a1-\u30fa]")
_UNVOICED: Final = "かきくけこさしすせそたちつてとはひふへほ"
_VOICED: Final = "がぎぐげござじずぜぞだぢづでどばびぶべぼ"
_VOICE: Final = dict(zip(_UNVOICED, _VOICED, strict=True))


@dataclass(frozen=True)
class Guess:
    """A text as it may be read, likeliest first, and the usual written form of its words."""

    readings: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()


class _Tokenizers(local):
    """The dictionary is everybody's; a tokenizer belongs to one thread."""

    def __init__(self) -> None:
        self.one: Tokenizer = _dictionary().tokenizer()


@cache
def _dictionary() -> Dictionary:
    return Dictionary(dict="small")


@cache
def _tokenizers() -> _Tokenizers:
    return _Tokenizers()


@lru_cache(maxsize=4096)
def guess(text: str) -> Guess:
    """Readings of a Japanese text in hiragana, where it has any that are not written already."""
    if not _JAPANESE.search(text):
        return Guess()
    words = [word for word in _tokenizers().one.tokenize(text) if word.surface().strip()]
    forms = (
        word.normalized_form()
        for word in words
        if len(word.surface()) > 1 or HAN_CHARACTER.search(word.surface())
    )
    known = tuple(dict.fromkeys(form for form in forms if _JAPANESE.search(form)))
    if not HAN_CHARACTER.search(text):
        return Guess((), known)
    choices = [_of_word(word, is_later=place > 0) for place, word in enumerate(words)]
    return Guess(tuple(_combined(choices)), known)


def _of_word(word: Morpheme, *, is_later: bool) -> list[str]:
    """Readings of one word: in this place, alone, and with the voice it takes after another."""
    surface = word.surface()
    if not HAN_CHARACTER.search(surface):
        return [hiragana(surface)]
    read = [word.reading_form(), *(one.reading_form() for one in _dictionary().lookup(surface))]
    found = list(dict.fromkeys(hiragana(reading) for reading in read if reading))[:MOST_OF_WORD]
    if is_later and found and found[0][0] in _VOICE:
        found.append(_VOICE[found[0][0]] + found[0][1:])
    return list(dict.fromkeys(found)) or [surface]


def _combined(choices: Iterable[list[str]]) -> list[str]:
    """The likeliest reading of each word, then one word at a time read otherwise."""
    words = list(choices)
    first = [word[0] for word in words]
    found = ["".join(first)]
    for place, word in enumerate(words):
        found += ["".join([*first[:place], other, *first[place + 1 :]]) for other in word[1:]]
    return list(dict.fromkeys(found))[:MOST_GUESSES]
