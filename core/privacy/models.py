"""Copies of a person's data, as long as they can be fetched."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class CopyState(StrEnum):
    ASKED = "asked"
    READY = "ready"
    GONE = "gone"


class DataCopy(Base):
    """A file with everything kept about a person; its content goes when its time is over.

    `token` is the digest of the secret in the mailed link.
    """

    plural = "data_copies"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("core_users.id"), index=True)
    state: Mapped[CopyState]
    locale: Mapped[str] = mapped_column(String(10))
    asked_at: Mapped[Instant]
    token: Mapped[str | None] = mapped_column(String(64), unique=True, default=None)
    expires_at: Mapped[datetime | None] = mapped_column(default=None)
    content: Mapped[bytes | None] = mapped_column(LargeBinary, default=None, deferred=True)
