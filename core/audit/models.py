"""The trail of changes: written in the same transaction, never rewritten."""

from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey
from core.unit_of_work import ActorKind


class Entry(Base):
    """One change."""

    plural = "audit_entries"
    __table_args__ = (Index("ix_core_audit_entries_subject", "subject_kind", "subject_id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    at: Mapped[Instant]
    actor_kind: Mapped[ActorKind]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("core_users.id"), index=True)
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_organisations.id"), index=True
    )
    action: Mapped[str] = mapped_column(String(80))
    subject_kind: Mapped[str] = mapped_column(String(60))
    subject_id: Mapped[str] = mapped_column(String(60))
    changes: Mapped[dict[str, Any]]
