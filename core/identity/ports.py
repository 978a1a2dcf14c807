"""What identity asks of the library that proves who somebody is."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.identity.models import User


class Proofs(Protocol):
    """Passwords, one-time codes and recovery codes, as a watched library makes and checks them."""

    def hash_password(self, password: str) -> str: ...
    def is_password(self, password: str, hashed: str | None) -> bool:
        """Whether the password fits; takes as long when there is nothing to compare with."""
        ...

    def is_guessable(self, password: str, about: Sequence[str]) -> bool:
        """Whether it is a common password, a pattern, or made of what is known of the person."""
        ...

    def new_totp_secret(self) -> str:
        """A new secret for one-time codes, encrypted."""
        ...

    def totp_secret_of(self, base32: str) -> str:
        """A known secret, encrypted: for the sample market only."""
        ...

    def totp_key(self, secret: str) -> str:
        """The secret as a person types it into an app."""
        ...

    def totp_uri(self, secret: str, email: str) -> str:
        """The secret as an app reads it from a QR code."""
        ...

    def totp_code(self, secret: str, *, at: datetime) -> str:
        """The code of an instant: for the sample market only."""
        ...

    def match_totp(self, code: str, secret: str, *, at: datetime, after: int | None) -> int | None:
        """The code's time step when it fits and is later than `after`."""
        ...

    def new_recovery_codes(self, user: User) -> list[str]:
        """Replace a person's recovery codes; the new ones, to be shown once."""
        ...

    def take_recovery_code(self, user: User, code: str) -> bool:
        """Use a recovery code up; whether there was such a code."""
        ...


_registered: list[Proofs] = []


def set_proofs(proofs: Proofs) -> None:
    """Say what proves identities, while the application is composed."""
    _registered[:] = [proofs]


def proofs() -> Proofs:
    """What proves identities. Raises IndexError before composition."""
    return _registered[0]
