"""Applications of businesses that want to sell."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey
from vendors.onboarding.states import ApplicationState


class Application(Base):
    """A business's wish to sell. `token` opens it for the applicant, who has no account yet.

    `reason` is told to the applicant, `note` stays with the staff.
    """

    plural = "applications"
    __table_args__ = (Index("ix_vendors_applications_desk", "state", "id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[ApplicationState]
    created_at: Mapped[Instant]
    locale: Mapped[str] = mapped_column(String(10))
    business_name: Mapped[str] = mapped_column(String(200))
    representative: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254), index=True)
    phone: Mapped[str] = mapped_column(String(30))
    sells: Mapped[str] = mapped_column(Text)
    postal_code: Mapped[str] = mapped_column(String(12))
    prefecture: Mapped[str] = mapped_column(String(20))
    city: Mapped[str] = mapped_column(String(60))
    street: Mapped[str] = mapped_column(String(160))
    consented_at: Mapped[Instant]
    terms_version: Mapped[str] = mapped_column(String(20))
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_users.id"), index=True, default=None
    )
    reason: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")
    organisation_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_organisations.id"), unique=True, default=None
    )
