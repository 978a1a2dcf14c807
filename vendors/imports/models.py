"""Files that came in."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class ImportState(StrEnum):
    CHECKED = "checked"
    WAITING = "waiting"
    DONE = "done"
    REFUSED = "refused"
    STOPPED = "stopped"
    """Part of it was done when the market refused a line; sending it again goes on from there."""


class CatalogueImport(Base):
    """A catalogue file with what it would do, or did; the file itself is forgotten later."""

    plural = "catalogue_imports"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("core_organisations.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("core_users.id"), index=True)
    created_at: Mapped[Instant]
    filename: Mapped[str] = mapped_column(String(200))
    content: Mapped[bytes | None] = mapped_column(LargeBinary(), deferred=True)
    state: Mapped[ImportState]
    report: Mapped[dict[str, Any]]
    finished_at: Mapped[datetime | None] = mapped_column(default=None)
