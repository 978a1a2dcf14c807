"""Reading who somebody is."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from core.identity.models import Invitation, Membership, Organisation, Passkey, SignIn, User
from core.identity.permissions import ROLES
from core.identity.service.accounts import normal_email
from core.identity.service.sign_ins import IDLE, PENDING, digest
from core.unit_of_work import Actor, ActorKind


@dataclass(frozen=True, kw_only=True)
class FoundActor:
    """Who a cookie belongs to, and the sign-in that says so."""

    actor: Actor
    sign_in_id: int
    seen_at: datetime


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """What a password is checked against."""

    user_id: int
    password: str | None
    is_active: bool
    is_confirmed: bool


@dataclass(frozen=True, kw_only=True)
class Security:
    """What a person's security page says."""

    has_password: bool
    has_one_time_codes: bool
    recovery_codes_left: int
    passkeys: int

    @property
    def has_second_factor(self) -> bool:
        return self.has_one_time_codes or self.passkeys > 0


@dataclass(frozen=True, kw_only=True)
class Member:
    """A person of an organisation, as the members' page shows them."""

    user_id: int
    name: str
    email: str
    role: str
    since: datetime


def find_actor(
    session: Session, token: str, organisation_id: int | None, now: datetime
) -> FoundActor | None:
    """The actor of a cookie's token, acting for the chosen organisation or their first one.

    A person who has set up one-time codes is nobody until one was given.
    """
    row = session.execute(
        select(User, SignIn)
        .join(SignIn, SignIn.user_id == User.id)
        .where(
            SignIn.token == digest(token),
            SignIn.ended_at.is_(None),
            SignIn.seen_at > now - IDLE,
            User.active,
            or_(SignIn.second_factor_at.is_not(None), User.tf_totp_secret.is_(None)),
        )
    ).one_or_none()
    if row is None:
        return None
    user, sign_in = row
    memberships = list_memberships(session, user.id)
    chosen = next((m for m in memberships if m.organisation_id == organisation_id), None)
    member = chosen or (memberships[0] if memberships else None)
    actor = Actor(
        kind=ActorKind.USER,
        user_id=user.id,
        organisation_id=member.organisation_id if member else None,
        permissions=frozenset(ROLES[member.role]) if member else frozenset(),
        has_second_factor=sign_in.second_factor_at is not None,
        display_name=user.name,
        organisation_name=member.organisation.name if member else "",
    )
    return FoundActor(actor=actor, sign_in_id=sign_in.id, seen_at=sign_in.seen_at)


def find_pending(session: Session, token: str, now: datetime) -> int | None:
    """Whose password was right a moment ago and whose one-time code is still to come."""
    return session.scalar(
        select(SignIn.user_id)
        .join(User, User.id == SignIn.user_id)
        .where(
            SignIn.token == digest(token),
            SignIn.ended_at.is_(None),
            SignIn.second_factor_at.is_(None),
            SignIn.created_at > now - PENDING,
            User.active,
            User.tf_totp_secret.is_not(None),
        )
    )


def find_sign_in(session: Session, token: str) -> SignIn | None:
    """The open sign-in of a cookie's token."""
    return session.scalar(
        select(SignIn).where(SignIn.token == digest(token), SignIn.ended_at.is_(None))
    )


def list_sign_ins(session: Session, user_id: int, now: datetime) -> list[SignIn]:
    """A person's open sign-ins, last seen first."""
    return list(
        session.scalars(
            select(SignIn)
            .where(
                SignIn.user_id == user_id,
                SignIn.ended_at.is_(None),
                SignIn.seen_at > now - IDLE,
            )
            .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
        )
    )


def list_memberships(session: Session, user_id: int) -> list[Membership]:
    """A person's memberships, oldest first, with their organisations."""
    return list(
        session.scalars(
            select(Membership)
            .join(Organisation)
            .where(Membership.user_id == user_id)
            .order_by(Membership.id)
        )
    )


def find_user_by_email(session: Session, email: str) -> User | None:
    return session.scalar(select(User).where(User.email == normal_email(email)))


def find_credentials(session: Session, email: str) -> Credentials | None:
    """What a password for this address is checked against."""
    user = find_user_by_email(session, email)
    if user is None:
        return None
    return Credentials(
        user_id=user.id,
        password=user.password,
        is_active=user.active,
        is_confirmed=user.confirmed_at is not None,
    )


def find_passkey(session: Session, credential_id: bytes) -> Passkey | None:
    """The passkey a device answered with, when its owner may sign in."""
    return session.scalar(
        select(Passkey)
        .join(User, User.id == Passkey.user_id)
        .where(Passkey.credential_id == credential_id, User.active, User.confirmed_at.is_not(None))
    )


def list_passkeys(session: Session, user_id: int) -> list[Passkey]:
    """A person's passkeys, oldest first."""
    return list(
        session.scalars(select(Passkey).where(Passkey.user_id == user_id).order_by(Passkey.id))
    )


def get_security(session: Session, user_id: int) -> Security:
    """How a person's account is protected."""
    user = session.get_one(User, user_id)
    passkeys = session.scalar(select(func.count()).where(Passkey.user_id == user_id))
    return Security(
        has_password=user.password is not None,
        has_one_time_codes=user.tf_totp_secret is not None,
        recovery_codes_left=len(user.mf_recovery_codes or []),
        passkeys=passkeys or 0,
    )


def list_members(session: Session, organisation_id: int) -> list[Member]:
    """An organisation's people, by name."""
    rows = session.execute(
        select(User.id, User.name, User.email, Membership.role, Membership.created_at)
        .join(Membership, Membership.user_id == User.id)
        .where(Membership.organisation_id == organisation_id)
        .order_by(User.name, User.id)
    )
    return [
        Member(user_id=key, name=name, email=email, role=role.value, since=since)
        for key, name, email, role, since in rows
    ]


def list_invitations(session: Session, organisation_id: int) -> list[Invitation]:
    """Invitations that nobody has answered yet, newest first."""
    return list(
        session.scalars(
            select(Invitation)
            .where(
                Invitation.organisation_id == organisation_id,
                Invitation.accepted_at.is_(None),
                Invitation.withdrawn_at.is_(None),
            )
            .order_by(Invitation.id.desc())
        )
    )
