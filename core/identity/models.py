"""Users, organisations, memberships and sign-ins."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base, Instant, PrimaryKey


class OrganisationKind(StrEnum):
    VENDOR = "vendor"
    CITY = "city"


class Role(StrEnum):
    OWNER = "owner"
    EDITOR = "editor"
    SHIPPER = "shipper"
    ACCOUNTANT = "accountant"
    HELPER = "helper"
    CITY_STAFF = "city_staff"
    CITY_ADMIN = "city_admin"


class User(Base):
    """A person who can sign in."""

    plural = "users"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(120))
    locale: Mapped[str] = mapped_column(String(10))
    created_at: Mapped[Instant]
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    password: Mapped[str | None] = mapped_column(String(255), default=None)
    active: Mapped[bool] = mapped_column(default=True)
    confirmed_at: Mapped[datetime | None] = mapped_column(default=None)
    is_sample: Mapped[bool] = mapped_column(default=False)
    memberships: Mapped[list["Membership"]] = relationship(
        back_populates="user", lazy="raise", init=False, default_factory=list
    )


class Organisation(Base):
    """A party of the market: a business that sells, or the city."""

    plural = "organisations"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    kind: Mapped[OrganisationKind]
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[Instant]
    is_sample: Mapped[bool] = mapped_column(default=False)


class Membership(Base):
    """A person's role in an organisation."""

    plural = "memberships"
    __table_args__ = (UniqueConstraint("user_id", "organisation_id"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("core_users.id"))
    organisation_id: Mapped[int] = mapped_column(ForeignKey("core_organisations.id"), index=True)
    role: Mapped[Role]
    created_at: Mapped[Instant]
    user: Mapped[User] = relationship(back_populates="memberships", lazy="raise", init=False)
    organisation: Mapped[Organisation] = relationship(lazy="joined", init=False)


class SignIn(Base):
    """A session of a signed-in person: it can be listed, and ended."""

    plural = "sign_ins"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("core_users.id"), index=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[Instant]
    seen_at: Mapped[Instant]
    device: Mapped[str] = mapped_column(String(80))
    second_factor_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
