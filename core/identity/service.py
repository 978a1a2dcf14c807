"""Users, organisations, memberships and sign-ins: the verbs."""

import secrets
from datetime import timedelta
from typing import Final

from sqlalchemy import select, update

from core.audit import service as audit
from core.errors import DomainError
from core.identity.models import Membership, Organisation, OrganisationKind, Role, SignIn, User
from core.unit_of_work import UnitOfWork

IDLE: Final = timedelta(days=30)


def create_user(
    uow: UnitOfWork,
    *,
    email: str,
    name: str,
    locale: str,
    password_hash: str | None = None,
    is_sample: bool = False,
) -> User:
    """Add a person. Raises DomainError `email_taken` when the address has an account already."""
    address = email.strip().lower()
    if uow.session.scalar(select(User.id).where(User.email == address)) is not None:
        raise DomainError(
            "email_taken", "This e-mail address has an account already.", field="email"
        )
    user = User(
        email=address,
        name=name,
        locale=locale,
        created_at=uow.now,
        password=password_hash,
        fs_uniquifier=secrets.token_hex(32),
        confirmed_at=uow.now if is_sample else None,
        is_sample=is_sample,
    )
    uow.session.add(user)
    uow.session.flush()  # callers need the key
    return user


def create_organisation(
    uow: UnitOfWork, *, kind: OrganisationKind, name: str, is_sample: bool = False
) -> Organisation:
    """Add a business or the city."""
    organisation = Organisation(kind=kind, name=name, created_at=uow.now, is_sample=is_sample)
    uow.session.add(organisation)
    uow.session.flush()  # callers need the key
    return organisation


def add_member(uow: UnitOfWork, *, user_id: int, organisation_id: int, role: Role) -> Membership:
    """Give a person a role in an organisation, or change the role they have."""
    member = uow.session.scalar(
        select(Membership).where(
            Membership.user_id == user_id, Membership.organisation_id == organisation_id
        )
    )
    before = {"role": member.role.value} if member else None
    if member:
        member.role = role
    else:
        member = Membership(
            user_id=user_id, organisation_id=organisation_id, role=role, created_at=uow.now
        )
        uow.session.add(member)
    audit.record(
        uow,
        "office:member:set",
        ("user", user_id),
        before=before,
        after={"role": role.value},
        organisation_id=organisation_id,
    )
    return member


def start_sign_in(
    uow: UnitOfWork, user: User, *, device: str = "", has_second_factor: bool = False
) -> str:
    """Begin a session of a person who proved who they are; its secret token for the cookie."""
    token = secrets.token_urlsafe(32)
    uow.session.add(
        SignIn(
            user_id=user.id,
            token=token,
            created_at=uow.now,
            seen_at=uow.now,
            device=device[:80],
            second_factor_at=uow.now if has_second_factor else None,
        )
    )
    return token


def confirm_second_factor(uow: UnitOfWork, token: str) -> None:
    """Note that the person of this session proved a second factor."""
    uow.session.execute(
        update(SignIn).where(SignIn.token == token).values(second_factor_at=uow.now)
    )


def end_sign_in(uow: UnitOfWork, token: str) -> None:
    """End one session."""
    uow.session.execute(
        update(SignIn)
        .where(SignIn.token == token, SignIn.ended_at.is_(None))
        .values(ended_at=uow.now)
    )


def end_all_sign_ins(uow: UnitOfWork, user_id: int) -> None:
    """End every session of a person, as a changed password must."""
    uow.session.execute(
        update(SignIn)
        .where(SignIn.user_id == user_id, SignIn.ended_at.is_(None))
        .values(ended_at=uow.now)
    )
