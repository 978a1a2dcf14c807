"""Sign-ins: rows that can be listed and ended; the cookie holds a secret, the row its digest."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final

from sqlalchemy import select, update

from core.errors import NotFoundError
from core.identity.models import SignIn, User
from core.unit_of_work import UnitOfWork

IDLE: Final = timedelta(days=30)
"""A sign-in that was not used for so long is over."""
PENDING: Final = timedelta(minutes=10)
"""How long a password alone waits for the second factor of a person who has one."""
FRESH: Final = timedelta(minutes=30)
"""How old a proof may be when credentials are changed."""
TOUCH: Final = timedelta(hours=1)
"""How exact "last seen" is: once an hour is enough, and spares a write on every page."""


def digest(token: str) -> str:
    """What the database keeps of a cookie's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


def start_sign_in(
    uow: UnitOfWork, user: User, *, device: str = "", has_second_factor: bool = False
) -> str:
    """Begin a session of a person who proved who they are; its secret token for the cookie."""
    token = secrets.token_urlsafe(32)
    uow.session.add(
        SignIn(
            user_id=user.id,
            token=digest(token),
            created_at=uow.now,
            seen_at=uow.now,
            proved_at=uow.now,
            device=device[:80],
            second_factor_at=uow.now if has_second_factor else None,
        )
    )
    return token


def renew_with_second_factor(uow: UnitOfWork, token: str) -> str:
    """Note that the person of this session proved a second factor; the session's new token."""
    row = uow.session.scalars(
        select(SignIn).where(SignIn.token == digest(token), SignIn.ended_at.is_(None))
    ).one_or_none()
    if row is None:
        raise NotFoundError("this sign-in has ended")
    fresh = secrets.token_urlsafe(32)
    row.token = digest(fresh)
    row.second_factor_at = row.proved_at = row.seen_at = uow.now
    return fresh


def prove_again(uow: UnitOfWork, token: str) -> None:
    """Note that the person of this session has just shown again who they are."""
    uow.session.execute(
        update(SignIn).where(SignIn.token == digest(token)).values(proved_at=uow.now)
    )


def touch(uow: UnitOfWork, sign_in_id: int) -> None:
    """Note that a session was used."""
    uow.session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=uow.now))


def end_sign_in(uow: UnitOfWork, token: str) -> None:
    """End the session of a token."""
    uow.session.execute(
        update(SignIn)
        .where(SignIn.token == digest(token), SignIn.ended_at.is_(None))
        .values(ended_at=uow.now)
    )


def end_sign_in_of(uow: UnitOfWork, user_id: int, sign_in_id: int) -> None:
    """End one of a person's sessions. Raises NotFoundError for somebody else's."""
    ended = uow.session.scalars(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.user_id == user_id)
        .values(ended_at=uow.now)
        .returning(SignIn.id)
    ).all()
    if not ended:
        raise NotFoundError("no such sign-in")


def end_other_sign_ins(uow: UnitOfWork, user_id: int, token: str) -> None:
    """End every session of a person but the one they are using."""
    uow.session.execute(
        update(SignIn)
        .where(
            SignIn.user_id == user_id,
            SignIn.ended_at.is_(None),
            SignIn.token != digest(token),
        )
        .values(ended_at=uow.now)
    )


def end_all_sign_ins(uow: UnitOfWork, user_id: int) -> None:
    """End every session of a person, as a changed password must."""
    uow.session.execute(
        update(SignIn)
        .where(SignIn.user_id == user_id, SignIn.ended_at.is_(None))
        .values(ended_at=uow.now)
    )
