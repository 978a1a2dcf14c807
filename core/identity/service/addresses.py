"""Changing one's own e-mail address: the new one confirms, the old one is told."""

import hashlib
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from core.audit import service as audit
from core.errors import DomainError
from core.identity.models import User
from core.identity.service.accounts import normal_email
from core.identity.tokens import Purpose, read, sign
from core.mail import service as mail
from core.unit_of_work import UnitOfWork

CHANGE_WITHIN: Final = timedelta(hours=24)
_MAILS: Final = "core/identity/mail"


def ask_email_change(uow: UnitOfWork, user_id: int, *, email: str, locale: str, page: str) -> None:
    """Send the link that moves an account to another address; only that mailbox can open it.

    An address that has an account gets a mail that says so: the page tells nobody. Raises
    DomainError for the address that is in use already.
    """
    user, wanted = uow.session.get_one(User, user_id), normal_email(email)
    if wanted == user.email:
        raise DomainError("email_same", "This is your address already.", field="email")
    if uow.session.scalar(select(User.id).where(User.email == wanted)) is not None:
        _send(uow, wanted, locale, "account_exists", {"name": user.name})
        return
    values = {"user": user.id, "email": wanted, "of": _state(user)}
    token = sign(Purpose.CHANGE_EMAIL, values, until=uow.now + CHANGE_WITHIN)
    hours = int(CHANGE_WITHIN.total_seconds() // 3600)
    context = {"name": user.name, "link": f"{page}/{token}", "hours": hours}
    _send(uow, wanted, locale, "change_email", context)


def new_email(uow: UnitOfWork, token: str) -> str | None:
    """The address that a link moves an account to; None for a link that works no longer."""
    found = _read(uow, token)
    return found[1] if found else None


def change_email(uow: UnitOfWork, token: str) -> User:
    """Move an account by the link its new mailbox received, and tell the old one.

    Raises DomainError `link_dead`, or `email_taken` when somebody was quicker.
    """
    found = _read(uow, token)
    if found is None:
        raise DomainError("link_dead", "This link no longer works. Please ask for a new one.")
    user, wanted = found
    if uow.session.scalar(select(User.id).where(User.email == wanted)) is not None:
        raise DomainError("email_taken", "This e-mail address has an account already.")
    old, user.email = user.email, wanted
    user.confirmed_at = uow.now
    # The trail outlives an erased account, so it keeps no address.
    audit.record(uow, "identity:email:change", ("user", user.id))
    _send(uow, old, user.locale, "email_changed", {"name": user.name, "email": wanted})
    return user


def _read(uow: UnitOfWork, token: str) -> tuple[User, str] | None:
    values = read(Purpose.CHANGE_EMAIL, token, now=uow.now)
    user = uow.session.get(User, values["user"]) if values else None
    if values is None or user is None or not user.active or _state(user) != values["of"]:
        return None
    return user, str(values["email"])


def _state(user: User) -> str:
    """What a link was made for; it dies when address or password change."""
    text = f"{user.fs_uniquifier}:{user.password}:{user.email}"
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _send(uow: UnitOfWork, to: str, locale: str, name: str, context: dict[str, str | int]) -> None:
    mail.send(uow, to=to, locale=locale, template=f"{_MAILS}/{name}", context=context)
