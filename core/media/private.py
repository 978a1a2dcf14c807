"""Photos that no address opens: checked and re-encoded like all, read by pages that may."""

import secrets
from typing import IO

from core.media import images
from core.media.service import storage


def keep(stream: IO[bytes]) -> str:
    """Take a photo in and name it. Raises DomainError `photo_…` when it cannot be used.

    It lies where only originals lie, which the public address of media never gives out.
    """
    photo = images.check(stream)
    key = f"p{secrets.token_hex(20)}"
    storage().write(f"{key}/original.jpg", images.original(photo))
    return key


def read(key: str) -> bytes | None:
    """The photo as a JPEG; None when it is gone."""
    return storage().read(f"{key}/original.jpg")


def forget(key: str) -> None:
    """Let a photo go for good."""
    storage().remove(f"{key}/original.jpg")
