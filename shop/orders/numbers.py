"""Numbers of purchases: short enough to say on the telephone, too many to guess."""

import secrets
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH: Final = 9


def new_number() -> str:
    """A number such as Y-7K4P9QXM2; letters and digits that look alike are left out."""
    return "Y-" + "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
