"""Mails about questions and messages: the text, its draft for the reader, and a link."""

from typing import Any, Final

from sqlalchemy import select

from core.identity.models import Membership, Role, User
from core.identity.permissions import ROLES, Permission
from core.mail import service as mail
from core.unit_of_work import UnitOfWork
from i18n.drafts import queries as drafts
from i18n.drafts.models import Coverage
from i18n.drafts.segments import joined
from shop.catalogue import facts as catalogue
from shop.messages import service
from shop.messages.models import Message, Question, Side
from shop.orders.models import Order, Purchase

ANSWERERS: Final = [
    role
    for role, permissions in ROLES.items()
    if role is not Role.HELPER and Permission.OFFICE_ANSWERS_WRITE in permissions
]
"""Who is written to when somebody asks."""


def tell(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """A job: write to the other side in its language."""
    what, key = payload["what"], int(payload["key"])
    if what == "written":
        message = uow.session.get(Message, key)
        if message is not None:
            _tell_written(uow, message)
        return
    question = uow.session.get(Question, key)
    if question is None:
        return  # it was erased in the meantime
    if what == "asked":
        _tell_asked(uow, question)
    else:
        _tell_answered(uow, question)


def _tell_asked(uow: UnitOfWork, question: Question) -> None:
    for email, locale in _people(uow, question.organisation_id):
        product = catalogue.names_of(uow.session, [question.product_id], locale)
        _send(
            uow,
            email,
            locale,
            "asked",
            product=product[question.product_id].name.text,
            link=f"/{locale}/office/messages/questions/{question.id}",
            **_said(uow, service.question_owner(question), question.words, question.locale, locale),
        )


def _tell_answered(uow: UnitOfWork, question: Question) -> None:
    locale = question.reader_locale
    product = catalogue.names_of(uow.session, [question.product_id], locale)[question.product_id]
    link = f"/{locale}/catalogue/{product.slug}"
    owner = service.answer_owner(question)
    said = _said(uow, owner, question.answer, question.answer_locale, locale)
    _send(
        uow,
        question.email,
        locale,
        "answered",
        product=product.name.text,
        link=link,
        asked=question.words,
        asked_locale=question.locale,
        **said,
    )


def _tell_written(uow: UnitOfWork, message: Message) -> None:
    order = uow.session.get_one(Order, message.order_id)
    purchase = uow.session.get_one(Purchase, message.purchase_id)
    if message.side is Side.BUSINESS:
        readers = [(purchase.email, purchase.locale)]
        link = f"messages/order/{purchase.token}/{order.id}"
    else:
        readers = _people(uow, message.organisation_id)
        link = f"office/messages/orders/{order.id}"
    owner = service.message_owner(message)
    for email, locale in readers:
        said = _said(uow, owner, message.words, message.locale, locale)
        template = "from_business" if message.side is Side.BUSINESS else "from_buyer"
        vendor = order.vendor_names.get(locale) or order.organisation.name
        _send(
            uow,
            email,
            locale,
            template,
            number=order.number,
            vendor=vendor,
            link=f"/{locale}/{link}",
            **said,
        )


def _people(uow: UnitOfWork, organisation_id: int) -> list[tuple[str, str]]:
    """Address and language of whoever answers for a business."""
    rows = uow.session.execute(
        select(User.email, User.locale)
        .join(Membership, Membership.user_id == User.id)
        .where(
            Membership.organisation_id == organisation_id,
            Membership.role.in_(ANSWERERS),
            User.active,
        )
        .order_by(User.id)
    )
    return [(row.email, row.locale) for row in rows]


def _said(uow: UnitOfWork, owner: str, text: str, language: str, reader: str) -> dict[str, Any]:
    """The words as they were written, and as far as they could be drafted for the reader."""
    draft = drafts.drafts_of(uow.session, [owner], reader).get(owner)
    is_drafted = draft is not None and draft.coverage is not Coverage.NONE
    return {
        "words": text,
        "words_locale": language,
        "draft": joined([each for each, _ in draft.segments], reader)
        if draft is not None and is_drafted
        else "",
    }


def _send(uow: UnitOfWork, email: str, locale: str, message: str, **context: Any) -> None:
    mail.send(
        uow,
        to=email,
        locale=locale,
        template=f"shop/messages/mail/{message}",
        context=context,
    )
