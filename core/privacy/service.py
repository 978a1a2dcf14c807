"""Asking for a copy of one's data, making it, fetching it; and erasing a person."""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import select

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.identity.models import User
from core.mail import service as mail
from core.privacy.archive import archive_of
from core.privacy.models import CopyState, DataCopy
from core.privacy.ports import Part, holders
from core.text import LazyText, use_locale
from core.unit_of_work import UnitOfWork

MAKE: Final = "core.privacy.make_copy"
FORGET: Final = "core.privacy.forget_copies"
LASTS: Final = timedelta(days=7)
AGAIN_AFTER: Final = timedelta(hours=1)


def ask(uow: UnitOfWork, user_id: int, *, locale: str, page: str) -> None:
    """Have a copy made; its link comes by mail. `page` is what the link's secret is added to.

    Raises DomainError when one was asked for within the hour.
    """
    recent = uow.session.scalar(
        select(DataCopy.id)
        .where(DataCopy.user_id == user_id, DataCopy.asked_at > uow.now - AGAIN_AFTER)
        .limit(1)
    )
    if recent is not None:
        raise DomainError(
            "asked_already", "A copy is being made, or its link is in your mail. Please look there."
        )
    copy = DataCopy(user_id=user_id, state=CopyState.ASKED, locale=locale, asked_at=uow.now)
    uow.session.add(copy)
    uow.session.flush()  # the job names the copy by its key
    uow.enqueue(MAKE, {"copy_id": copy.id, "page": page})
    audit.record(uow, "identity:copy:ask", ("user", user_id))


def parts_of(uow: UnitOfWork, user_id: int) -> list[Part]:
    """Everything that every feature keeps about a person."""
    return [part for holder in holders for part in holder.export(uow, user_id)]


def make(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """A job: write the file, and the mail with its link."""
    copy = uow.session.get_one(DataCopy, payload["copy_id"])
    user = uow.session.get_one(User, copy.user_id)
    if copy.state is not CopyState.ASKED or not user.active:
        return
    token = secrets.token_urlsafe(32)
    with use_locale(copy.locale):
        copy.content = archive_of(parts_of(uow, user.id), copy.locale, uow.now)
    copy.token, copy.state = _digest(token), CopyState.READY
    copy.expires_at = uow.now + LASTS
    mail.send(
        uow,
        to=user.email,
        locale=copy.locale,
        template="core/privacy/mail/copy_ready",
        context={"name": user.name, "link": f"{payload['page']}/{token}", "days": LASTS.days},
    )


def fetch(uow: UnitOfWork, user_id: int, token: str) -> bytes:
    """The file of a mailed link, for the person it is about. Raises NotFoundError."""
    copy = uow.session.scalar(
        select(DataCopy).where(
            DataCopy.token == _digest(token),
            DataCopy.user_id == user_id,
            DataCopy.state == CopyState.READY,
        )
    )
    if copy is None or copy.expires_at is None or copy.expires_at <= uow.now or not copy.content:
        raise NotFoundError
    return copy.content


def forget_copies(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """A job: let go of files whose time is over."""
    rows = uow.session.scalars(
        select(DataCopy).where(DataCopy.state == CopyState.READY, DataCopy.expires_at <= uow.now)
    )
    for copy in rows:
        copy.content, copy.token, copy.state = None, None, CopyState.GONE


def erase(uow: UnitOfWork, user_id: int) -> None:
    """Erase a person: every feature what is its own, those above first.

    Raises DomainError, before anything is erased, while something stands in the way.
    """
    for holder in holders:
        holder.check(uow, user_id)
    for holder in reversed(list(holders)):
        holder.erase(uow, user_id)
    for copy in uow.session.scalars(select(DataCopy).where(DataCopy.user_id == user_id)):
        copy.content, copy.token, copy.state = None, None, CopyState.GONE
    audit.record(uow, "shop:account:erase", ("user", user_id))


def kept() -> Sequence[LazyText]:
    """What stays after erasure, in sentences."""
    return [sentence for holder in holders for sentence in holder.kept()]


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
