"""Outgoing mails."""

from datetime import datetime
from typing import Any

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class OutgoingMessage(Base):
    """A mail: it is sent exactly when the change that caused it was committed."""

    plural = "outgoing_messages"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    created_at: Mapped[Instant]
    to: Mapped[str] = mapped_column("to_address", String(254))
    locale: Mapped[str] = mapped_column(String(10))
    template: Mapped[str] = mapped_column(String(120))
    context: Mapped[dict[str, Any]]
    subject: Mapped[str | None] = mapped_column(Text, default=None)
    body_text: Mapped[str | None] = mapped_column(Text, default=None)
    body_html: Mapped[str | None] = mapped_column(Text, default=None)
    sent_at: Mapped[datetime | None] = mapped_column(default=None)
