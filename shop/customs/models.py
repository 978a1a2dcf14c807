"""Proof that goods left the country, kept with the parcel."""

from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class ProofKind(StrEnum):
    LABEL_COPY = "label_copy"
    """Sender, goods, number and value as they stood on the parcel."""
    ACCEPTANCE = "acceptance"
    """The carrier's receipt."""
    PERMIT = "permit"
    """The export permit in the exporter's own name."""


class ExportProof(Base):
    """A picture of a paper that proves an export; only the business and city staff see it."""

    plural = "export_proofs"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("shop_parcels.id"), index=True)
    kind: Mapped[ProofKind]
    key: Mapped[str] = mapped_column(String(64), unique=True)
    kept_at: Mapped[Instant]
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_users.id"), index=True, default=None
    )
