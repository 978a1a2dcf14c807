"""Pieces of pages that are made once: cards in lists look the same until what they show changes.

A piece is kept under everything that it is made of, so nothing has to be thrown away: another
price is another piece. Nothing personal may be part of one that is not part of its key.
"""

import threading
from collections.abc import Callable, Hashable
from typing import Final

from markupsafe import Markup

from core.text import current_locale

MOST: Final = 5000

_pieces: dict[Hashable, Markup] = {}
_lock = threading.Lock()


def piece(*made_of: Hashable, caller: Callable[[], Markup]) -> Markup:
    """The block of a `call` in a template, remembered by language and contents."""
    key = (current_locale(), made_of)
    found = _pieces.get(key)
    if found is None:
        found = caller()
        with _lock:
            if len(_pieces) >= MOST:
                _pieces.clear()
            _pieces[key] = found
    return found
