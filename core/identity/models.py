"""Users, their credentials, organisations, memberships, invitations and sign-ins."""

import secrets
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, String, UniqueConstraint
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import JSON_TYPE, Base, Instant, PrimaryKey


def _new_handle() -> str:
    return secrets.token_hex(32)


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
    """A person who can sign in.

    The columns that Flask-Security reads keep the names it gives them.
    """

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
    fs_webauthn_user_handle: Mapped[str] = mapped_column(
        String(64), unique=True, default_factory=_new_handle
    )
    tf_totp_secret: Mapped[str | None] = mapped_column(String(500), default=None)
    """Encrypted; present once the person has shown that their app knows it."""
    tf_last_counter: Mapped[int | None] = mapped_column(default=None)
    """The time step of the last one-time code, so that none is accepted twice."""
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(
        MutableList.as_mutable(JSON_TYPE.copy()), default=None
    )
    """Encrypted; each opens once."""
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


class Passkey(Base):
    """A device or security key that signs a person in after verifying them itself."""

    plural = "passkeys"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("core_users.id"), index=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    transports: Mapped[list[str]]
    device_type: Mapped[str] = mapped_column(String(64))
    backup_state: Mapped[bool]
    name: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[Instant]
    last_used_at: Mapped[datetime | None] = mapped_column(default=None)


class Invitation(Base):
    """A mail that lets its reader join an organisation once."""

    plural = "invitations"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("core_organisations.id"), index=True)
    email: Mapped[str] = mapped_column(String(254))
    role: Mapped[Role]
    created_at: Mapped[Instant]
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("core_users.id"), index=True)
    accepted_at: Mapped[datetime | None] = mapped_column(default=None)
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)
    organisation: Mapped[Organisation] = relationship(lazy="joined", init=False)


class SignIn(Base):
    """A session of a signed-in person: it can be listed, and ended."""

    plural = "sign_ins"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    user_id: Mapped[int] = mapped_column(ForeignKey("core_users.id"), index=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    """The digest of the secret in the cookie: who reads the database cannot sign in with it."""
    created_at: Mapped[Instant]
    seen_at: Mapped[Instant]
    proved_at: Mapped[Instant]
    """When the person last proved who they are; changing credentials asks for a recent proof."""
    device: Mapped[str] = mapped_column(String(80))
    second_factor_at: Mapped[datetime | None] = mapped_column(default=None)
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
