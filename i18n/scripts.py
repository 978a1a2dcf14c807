"""Whether a text is in the script of its language."""

import re
from typing import Final

_KANA: Final = re.compile(r"[\u3040-\u30ff]")
_HAN: Final = re.compile(r"[\u3400-\u9fff]")
_THAI: Final = re.compile(r"[\u0e00-\u0e7f]")
_HANGUL: Final = re.compile(r"[\uac00-\ud7a3]")
_WORD: Final = re.compile(r"[A-Za-z]{2,}")
_OWN: Final = {
    "ja": re.compile(r"[\u3040-\u30ff\u3400-\u9fff]"),
    "zh-Hant": _HAN,
    "zh-Hans": _HAN,
    "th": _THAI,
    "ko": _HANGUL,
}
_FOREIGN: Final = {
    "en": (_KANA, _HAN, _THAI, _HANGUL),
    "ja": (_THAI, _HANGUL),
    "zh-Hant": (_KANA, _THAI, _HANGUL),
    "zh-Hans": (_KANA, _THAI, _HANGUL),
    "th": (_KANA, _HAN, _HANGUL),
    "ko": (_KANA, _HAN, _THAI),
}


def _is_in(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def other_form_characters(text: str, locale: str) -> str:
    """Characters of the other Chinese written form, in order, once each.

    A character of GB 2312 that Big5 lacks is Simplified only, and the other way round.
    """
    if locale not in {"zh-Hans", "zh-Hant"}:
        return ""
    own, other = ("gb2312", "big5") if locale == "zh-Hans" else ("big5", "gb2312")
    found = dict.fromkeys(
        c for c in text if _HAN.match(c) and not _is_in(c, own) and _is_in(c, other)
    )
    return "".join(found)


def foreign_script(text: str, locale: str) -> str:
    """Characters of a script that the language does not use, in order, once each."""
    patterns = _FOREIGN[locale]
    found = dict.fromkeys(c for c in text if any(p.match(c) for p in patterns))
    return "".join(found)


def has_own_script(text: str, locale: str) -> bool:
    """Whether anything in the text is in the language's own script (Latin for English)."""
    return bool((_OWN.get(locale) or _WORD).search(text))


def language_of(text: str, likely: str) -> str:
    """The written form somebody probably wrote in: `likely`, unless the script says otherwise."""
    if _KANA.search(text):
        return "ja"
    if _HANGUL.search(text):
        return "ko"
    if _THAI.search(text):
        return "th"
    if not _HAN.search(text):
        return "en" if _WORD.search(text) else likely
    if likely == "ja":
        return likely
    return "zh-Hans" if other_form_characters(text, "zh-Hant") else "zh-Hant"
