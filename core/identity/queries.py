"""Reading who somebody is."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.identity.models import Membership, Organisation, SignIn, User
from core.identity.permissions import ROLES
from core.unit_of_work import Actor, ActorKind


def find_actor(session: Session, token: str, organisation_id: int | None) -> Actor | None:
    """The actor of a session's token, acting for the chosen organisation or their only one."""
    row = session.execute(
        select(User, SignIn.second_factor_at)
        .join(SignIn, SignIn.user_id == User.id)
        .where(SignIn.token == token, SignIn.ended_at.is_(None), User.active)
    ).one_or_none()
    if row is None:
        return None
    user, second_factor_at = row
    memberships = list_memberships(session, user.id)
    chosen = next((m for m in memberships if m.organisation_id == organisation_id), None)
    member = chosen or (memberships[0] if memberships else None)
    return Actor(
        kind=ActorKind.USER,
        user_id=user.id,
        organisation_id=member.organisation_id if member else None,
        permissions=frozenset(ROLES[member.role]) if member else frozenset(),
        has_second_factor=second_factor_at is not None,
        display_name=user.name,
        organisation_name=member.organisation.name if member else "",
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
    return session.scalar(select(User).where(User.email == email.strip().lower()))
