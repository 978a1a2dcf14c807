"""Mails about notices: to the reporter in the language of the form, to the business in its own.

The business never reads who reported, nor the reporter's words.
"""

from typing import Any

from sqlalchemy import select

from core.identity.models import Membership, Organisation, Role, User
from core.mail import service as mail
from core.text import use_locale
from core.unit_of_work import UnitOfWork
from shop.catalogue import facts as catalogue
from shop.notices.models import Notice
from shop.notices.states import OUTCOMES, REASONS


def tell_reporter(uow: UnitOfWork, notice: Notice, message: str) -> None:
    """To whoever reported, when an address was given."""
    if notice.email:
        _send(uow, notice, notice.email, notice.reader_locale, message)


def tell_business(uow: UnitOfWork, notice: Notice, message: str) -> None:
    """To the owners of the business."""
    owners = uow.session.execute(
        select(User.email, User.locale)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.organisation_id == notice.organisation_id,
            Membership.role == Role.OWNER,
            User.active,
        )
        .order_by(User.id)
    )
    for row in owners:
        _send(uow, notice, row.email, row.locale, message)


def _send(uow: UnitOfWork, notice: Notice, email: str, locale: str, message: str) -> None:
    with use_locale(locale):
        context: dict[str, Any] = {
            "number": notice.number,
            "about": _about(uow, notice, locale),
            "reason": str(REASONS[notice.reason]),
            "outcome": str(OUTCOMES[notice.outcome]) if notice.outcome else "",
            "note": notice.note,
            "note_locale": notice.note_locale or locale,
        }
    mail.send(
        uow, to=email, locale=locale, template=f"shop/notices/mail/{message}", context=context
    )


def _about(uow: UnitOfWork, notice: Notice, locale: str) -> str:
    if notice.product_id is None:
        return uow.session.get_one(Organisation, notice.organisation_id).name
    named = catalogue.names_of(uow.session, [notice.product_id], locale)
    return named[notice.product_id].name.text
