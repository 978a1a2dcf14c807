"""Media assets."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class AssetKind(StrEnum):
    PHOTO = "photo"
    DRAWING = "drawing"


class AssetState(StrEnum):
    UPLOADED = "uploaded"
    READY = "ready"
    REFUSED = "refused"


class Asset(Base):
    """A picture. A photo has the widths that a job made; a drawing is one SVG of our own."""

    plural = "assets"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    key: Mapped[str] = mapped_column(String(80), unique=True)
    kind: Mapped[AssetKind]
    state: Mapped[AssetState]
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_organisations.id"), index=True
    )
    width: Mapped[int]
    height: Mapped[int]
    placeholder_colour: Mapped[str] = mapped_column(String(7))
    created_at: Mapped[Instant]
    widths: Mapped[list[int]] = mapped_column(default_factory=list)
