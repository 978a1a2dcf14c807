"""The rules of a password; hashing happens outside the transaction that keeps the hash."""

from collections.abc import Sequence
from typing import Final

from core.errors import DomainError
from core.identity.ports import proofs

SHORTEST: Final = 12
LONGEST: Final = 128


def accept(password: str, *, about: Sequence[str]) -> str:
    """The hash of a good password. Raises DomainError when it is short, long or guessable.

    `about` is what others know of the person: it may not be the password.
    """
    if len(password) < SHORTEST:
        raise DomainError(
            "password_short",
            "Use %(count)s characters or more. Several words make a good password.",
            field="password",
            count=SHORTEST,
        )
    if len(password) > LONGEST:
        raise DomainError(
            "password_long",
            "Use %(count)s characters at the most.",
            field="password",
            count=LONGEST,
        )
    if proofs().is_guessable(password, [word for word in about if word]):
        raise DomainError(
            "password_guessable",
            "This password is easy to guess. Use several words that have nothing to do with you.",
            field="password",
        )
    return proofs().hash_password(password)
