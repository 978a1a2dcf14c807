"""Asking, answering, and writing about an order."""

from datetime import timedelta
from typing import Final

from sqlalchemy import ColumnElement, func, select, update

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from core.web.versions import bucket
from core.written import check_length
from i18n.drafts import service as drafts
from i18n.drafts.ports import translators
from i18n.scripts import language_of
from shop.catalogue import facts as catalogue_facts
from shop.catalogue import service as catalogue
from shop.catalogue.models import Product
from shop.messages import facts
from shop.messages.models import Message, Question, Side
from shop.orders.models import Order, Purchase

LONGEST: Final = 2000
TELL: Final = "shop.messages.tell"
PATIENCE: Final = timedelta(minutes=1)
"""A machine outside, where there is one, has this long to draft before the mail is written."""


def ask(uow: UnitOfWork, slug: str, *, words: str, email: str, locale: str) -> Question:
    """Ask a business about goods. Raises NotFoundError when they are not on sale."""
    head = catalogue_facts.find_head(uow.session, slug, locale)
    if head is None:
        raise NotFoundError
    text = _checked(words)
    question = Question(
        product_id=head.product_id,
        organisation_id=head.organisation_id,
        email=email.strip().lower(),
        reader_locale=locale,
        words=text,
        locale=language_of(text, locale),
        asked_at=uow.now,
        user_id=uow.actor.user_id,
    )
    uow.session.add(question)
    uow.session.flush()  # drafts and the job name the question by its key
    drafts.want(uow, question_owner(question), text, source=question.locale)
    _tell(uow, "asked", question.id)
    return question


def answer(
    uow: UnitOfWork,
    question_id: int,
    words: str,
    *,
    is_public: bool,
    organisation_id: int,
    locale: str,
) -> None:
    """Answer a question, for everybody or by mail alone; writing it anew replaces it."""
    question = uow.session.get(Question, question_id)
    if question is None or question.organisation_id != organisation_id:
        raise NotFoundError
    text = _checked(words)
    before = {"answer": question.answer, "is_public": question.is_public}
    is_news = question.answer != text
    question.answer, question.answer_locale = text, language_of(text, locale)
    question.answered_at, question.is_public = question.answered_at or uow.now, is_public
    pages = [bucket("product", question.product_id)]
    drafts.want(uow, answer_owner(question), text, source=question.answer_locale, pages=pages)
    recount(uow, question.product_id)
    audit.record(
        uow,
        "office:question:answer",
        ("question", question.id),
        before=before,
        after={"answer": text, "is_public": is_public},
        organisation_id=organisation_id,
    )
    if is_news:
        _tell(uow, "answered", question.id)


def write(uow: UnitOfWork, order: Order, side: Side, words: str, *, locale: str) -> Message:
    """Write to the other side of an order; the business's words settle what the buyer wrote."""
    text = _checked(words)
    message = Message(
        order_id=order.id,
        purchase_id=order.purchase_id,
        organisation_id=order.organisation_id,
        side=side,
        words=text,
        locale=language_of(text, locale),
        sent_at=uow.now,
        user_id=uow.actor.user_id,
    )
    uow.session.add(message)
    uow.session.flush()  # drafts and the job name the message by its key
    drafts.want(uow, message_owner(message), text, source=message.locale)
    if side is Side.BUSINESS:
        _settle(uow, order.id)
        audit.record(
            uow,
            "office:message:send",
            ("order", order.number),
            after={"message": message.id},
            organisation_id=order.organisation_id,
        )
    _tell(uow, "written", message.id)
    return message


def settle(uow: UnitOfWork, order: Order) -> None:
    """The business says that nothing needs an answer."""
    _settle(uow, order.id)
    audit.record(
        uow,
        "office:message:settle",
        ("order", order.number),
        organisation_id=order.organisation_id,
    )


def get_order(uow: UnitOfWork, token: str, order_id: int) -> tuple[Purchase, Order]:
    """An order of the purchase that a link opens. Raises NotFoundError."""
    return _order_with(uow, order_id, Purchase.token == token)


def get_own_order(uow: UnitOfWork, organisation_id: int, order_id: int) -> tuple[Purchase, Order]:
    """An order of this business. Raises NotFoundError for another's."""
    return _order_with(uow, order_id, Order.organisation_id == organisation_id)


def _order_with(
    uow: UnitOfWork, order_id: int, is_theirs: ColumnElement[bool]
) -> tuple[Purchase, Order]:
    row = uow.session.execute(
        select(Purchase, Order)
        .join(Order, Order.purchase_id == Purchase.id)
        .where(Order.id == order_id, is_theirs)
    ).one_or_none()
    if row is None:
        raise NotFoundError
    return row[0], row[1]


def erase_of(uow: UnitOfWork, *, user_id: int, purchase_ids: list[int], email: str) -> None:
    """Erase what a person asked and wrote, when their data is erased.

    What the business wrote about the orders stays with them; an answered question goes with
    its answer.
    """
    messages = uow.session.scalars(
        select(Message).where(Message.purchase_id.in_(purchase_ids), Message.side == Side.BUYER)
    ).all()
    questions = uow.session.scalars(select(Question).where(facts.is_asked_by(user_id, email))).all()
    owners = [message_owner(one) for one in messages]
    for question in questions:
        owners += [question_owner(question), answer_owner(question)]
    drafts.forget(uow, *owners)
    for row in (*messages, *questions):
        uow.session.delete(row)
    for product_id in sorted({question.product_id for question in questions}):
        recount(uow, product_id)


def question_owner(question: Question) -> str:
    """The name of a question's words among the drafts."""
    return f"question:{question.id}"


def answer_owner(question: Question) -> str:
    """The name of an answer's words among the drafts."""
    return f"question_answer:{question.id}"


def message_owner(message: Message) -> str:
    """The name of a message's words among the drafts."""
    return f"message:{message.id}"


def _checked(words: str) -> str:
    text = words.strip()
    if not text:
        raise DomainError("words_missing", "Write a few words.", field="words")
    check_length(text, LONGEST)
    return text


def _settle(uow: UnitOfWork, order_id: int) -> None:
    uow.session.execute(
        update(Message)
        .where(
            Message.order_id == order_id, Message.side == Side.BUYER, Message.settled_at.is_(None)
        )
        .values(settled_at=uow.now)
    )


def _tell(uow: UnitOfWork, what: str, key: int) -> None:
    delay = PATIENCE if len(translators) else timedelta()
    uow.enqueue(TELL, {"what": what, "key": key}, delay=delay)


def recount(uow: UnitOfWork, product_id: int) -> None:
    """Count the questions that everybody may read, with the product locked."""
    uow.session.flush()
    product = uow.session.scalars(
        select(Product).where(Product.id == product_id).with_for_update()
    ).one()
    count = uow.session.scalars(
        select(func.count()).where(Question.product_id == product_id, Question.is_public)
    ).one()
    catalogue.set_questions(uow, product, count=count)
