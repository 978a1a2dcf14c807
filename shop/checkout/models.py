"""Saved addresses."""

from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class SavedAddress(Base):
    """An address that a buyer keeps for the next purchase."""

    plural = "saved_addresses"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("core_users.id"), index=True)
    country: Mapped[str] = mapped_column(String(2))
    address: Mapped[dict[str, Any]]
    created_at: Mapped[Instant]
