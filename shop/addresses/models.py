"""Saved addresses."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class SavedAddress(Base):
    """An address that a buyer keeps: their own or that of somebody they send to.

    `address` holds the fields of its country's form, as `shop.addresses.checking` tidies them.
    At most one of a person is the default; it is filled in first at checkout.
    """

    plural = "saved_addresses"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("core_users.id"), index=True)
    country: Mapped[str] = mapped_column(String(2))
    address: Mapped[dict[str, Any]]
    created_at: Mapped[Instant]
    name: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """What its owner calls it: Home, Mother."""
    is_default: Mapped[bool] = mapped_column(default=False, server_default=false())
    changed_at: Mapped[datetime | None] = mapped_column(default=None)
