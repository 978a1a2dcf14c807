"""Accounts: signing up, confirming the address, recovering, changing the password."""

import hashlib
import secrets
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from core.audit import service as audit
from core.errors import DomainError
from core.identity.models import User
from core.identity.service.sign_ins import end_all_sign_ins
from core.identity.tokens import Purpose, read, sign
from core.mail import service as mail
from core.unit_of_work import UnitOfWork

CONFIRM_WITHIN: Final = timedelta(days=3)
RECOVER_WITHIN: Final = timedelta(hours=1)
_MAILS: Final = "core/identity/mail"


def normal_email(email: str) -> str:
    """The one way an address is kept and looked up."""
    return email.strip().lower()


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
    address = normal_email(email)
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


def add_by_operator(
    uow: UnitOfWork, *, email: str, name: str, locale: str, password_hash: str
) -> User:
    """Add a person whose address an operator vouches for."""
    user = create_user(uow, email=email, name=name, locale=locale, password_hash=password_hash)
    user.confirmed_at = uow.now
    audit.record(uow, "city:user:add", ("user", user.id), after={"email": user.email})
    return user


def sign_up(
    uow: UnitOfWork, *, email: str, name: str, locale: str, password_hash: str, page: str
) -> None:
    """Take a sign-up; what happens next is said by mail only.

    `page` is the address that a confirmation's token is added to. A confirmed account is left
    alone and its owner told; an unconfirmed one takes the newer name and password, and links
    sent before stop working, so that nobody confirms a password that somebody else chose.
    """
    address = normal_email(email)
    user = uow.session.scalar(select(User).where(User.email == address))
    if user is not None and user.confirmed_at is not None:
        _send(uow, user.email, locale, "account_exists", {"name": user.name})
        return
    if user is None:
        user = create_user(uow, email=address, name=name, locale=locale)
    user.name, user.locale, user.password = name, locale, password_hash
    send_confirmation(uow, user, locale=locale, page=page)


def send_confirmation(uow: UnitOfWork, user: User, *, locale: str, page: str) -> None:
    """Send the link that confirms an address."""
    token = sign(
        Purpose.CONFIRM_EMAIL, {"user": user.id, "of": _state(user)}, until=uow.now + CONFIRM_WITHIN
    )
    context = {"name": user.name, "link": f"{page}/{token}", "days": CONFIRM_WITHIN.days}
    _send(uow, user.email, locale, "confirm", context)


def confirm_email(uow: UnitOfWork, token: str) -> User:
    """Confirm an address by the link that was sent to it. Raises DomainError `link_dead`."""
    user = _user_of(uow, Purpose.CONFIRM_EMAIL, token)
    if user is None:
        raise DomainError("link_dead", "This link no longer works. Please sign up again.")
    if user.confirmed_at is None:
        user.confirmed_at = uow.now
    return user


def send_recovery(uow: UnitOfWork, *, email: str, locale: str, page: str) -> None:
    """Send the link that lets a person choose a new password; nothing to a stranger.

    Done in a job, so that the page takes as long whether or not there is an account.
    """
    user = uow.session.scalar(select(User).where(User.email == normal_email(email)))
    if user is None or not user.active:
        return
    token = sign(
        Purpose.RECOVER, {"user": user.id, "of": _state(user)}, until=uow.now + RECOVER_WITHIN
    )
    minutes = int(RECOVER_WITHIN.total_seconds() // 60)
    context = {"name": user.name, "link": f"{page}/{token}", "minutes": minutes}
    _send(uow, user.email, locale, "recover", context)


def is_recovery(uow: UnitOfWork, token: str) -> bool:
    """Whether a recovery link still works."""
    return _user_of(uow, Purpose.RECOVER, token) is not None


def reset_password(uow: UnitOfWork, token: str, *, password_hash: str) -> User:
    """Set a new password by a mailed link, and end every sign-in. Raises DomainError `link_dead`.

    The link proves the address as well. A second factor stays: the mailbox alone opens nothing.
    """
    user = _user_of(uow, Purpose.RECOVER, token)
    if user is None:
        raise DomainError("link_dead", "This link no longer works. Please ask for a new one.")
    user.confirmed_at = user.confirmed_at or uow.now
    _set_password(uow, user, password_hash)
    return user


def change_password(uow: UnitOfWork, user_id: int, *, password_hash: str) -> User:
    """Set a new password for a signed-in person, and end every sign-in."""
    user = uow.session.get_one(User, user_id)
    _set_password(uow, user, password_hash)
    return user


def deactivate(uow: UnitOfWork, user: User) -> None:
    """Close an account: it can no longer sign in, and every sign-in ends."""
    user.active = False
    end_all_sign_ins(uow, user.id)
    audit.record(
        uow,
        "city:user:deactivate",
        ("user", user.id),
        before={"active": True},
        after={"active": False},
    )


def _set_password(uow: UnitOfWork, user: User, password_hash: str) -> None:
    user.password = password_hash
    end_all_sign_ins(uow, user.id)
    audit.record(uow, "identity:password:change", ("user", user.id))
    _send(uow, user.email, user.locale, "password_changed", {"name": user.name})


def _state(user: User) -> str:
    """What a link was made for; it dies when the password changes."""
    return hashlib.sha256(f"{user.fs_uniquifier}:{user.password}".encode()).hexdigest()[:24]


def _user_of(uow: UnitOfWork, purpose: Purpose, token: str) -> User | None:
    values = read(purpose, token, now=uow.now)
    if values is None:
        return None
    user = uow.session.get(User, values["user"])
    return user if user is not None and user.active and _state(user) == values["of"] else None


def _send(uow: UnitOfWork, to: str, locale: str, name: str, context: dict[str, str | int]) -> None:
    mail.send(uow, to=to, locale=locale, template=f"{_MAILS}/{name}", context=context)
