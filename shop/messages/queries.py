"""Reading questions and messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, String, and_, cast, func, literal, select
from sqlalchemy.orm import Session, aliased

from core.errors import NotFoundError
from i18n.drafts.models import Draft
from i18n.drafts.queries import Written, drafts_of, view_of, written
from shop.messages import service
from shop.messages.models import Message, Question, Side
from shop.orders.models import Order

PAGE: Final = 20
FEW: Final = 3


@dataclass(frozen=True, kw_only=True)
class QuestionView:
    """A question with its answer, as everybody may read it: nothing says who asked."""

    id: int
    words: Written
    asked_at: datetime
    answer: Written
    answered_at: datetime
    is_sample: bool


@dataclass(frozen=True, kw_only=True)
class MessageView:
    """A message as one of the two sides reads it."""

    id: int
    side: Side
    words: Written
    sent_at: datetime


@dataclass(frozen=True, kw_only=True)
class Thread:
    """An order whose buyer waits for an answer."""

    order_id: int
    number: str
    messages: int
    since: datetime


def public(
    session: Session, product_id: int, locale: str, *, after: int | None = None, limit: int = FEW
) -> list[QuestionView]:
    """Answered questions of a product, newest first, with their drafts: one statement."""
    of_words, of_answer = aliased(Draft), aliased(Draft)
    query = (
        select(Question, of_words, of_answer)
        .outerjoin(of_words, _drafted(of_words, "question:", locale))
        .outerjoin(of_answer, _drafted(of_answer, "question_answer:", locale))
        .where(
            Question.product_id == product_id,
            Question.is_public,
            Question.answered_at.is_not(None),
        )
        .order_by(Question.id.desc())
        .limit(limit)
    )
    if after is not None:
        query = query.where(Question.id < after)
    return [_view(row, words, said, locale) for row, words, said in session.execute(query)]


def _drafted(draft: Any, kind: str, locale: str) -> ColumnElement[bool]:
    owner = literal(kind) + cast(Question.id, String)
    return and_(draft.owner == owner, draft.target_locale == locale)


def _view(row: Question, words: Draft | None, said: Draft | None, locale: str) -> QuestionView:
    return QuestionView(
        id=row.id,
        words=written(row.words, row.locale, locale, view_of(words) if words else None),
        asked_at=row.asked_at,
        answer=written(row.answer, row.answer_locale, locale, view_of(said) if said else None),
        answered_at=row.answered_at or row.asked_at,
        is_sample=row.is_sample,
    )


def thread(session: Session, order_id: int, locale: str) -> list[MessageView]:
    """What was written about an order, oldest first."""
    rows = session.scalars(
        select(Message).where(Message.order_id == order_id).order_by(Message.id)
    ).all()
    found = drafts_of(session, [service.message_owner(row) for row in rows], locale)
    return [
        MessageView(
            id=row.id,
            side=row.side,
            words=written(row.words, row.locale, locale, found.get(service.message_owner(row))),
            sent_at=row.sent_at,
        )
        for row in rows
    ]


def count_of_orders(session: Session, order_ids: Sequence[int]) -> Mapping[int, int]:
    """How many messages there are about orders, by order."""
    rows = session.execute(
        select(Message.order_id, func.count())
        .where(Message.order_id.in_(order_ids))
        .group_by(Message.order_id)
    )
    return {row[0]: row[1] for row in rows}


def waiting_questions(
    session: Session, organisation_id: int, *, is_answered: bool = False, after: int | None = None
) -> list[Question]:
    """A business's questions: those that wait oldest first, answered ones newest first."""
    query = select(Question).where(Question.organisation_id == organisation_id)
    if is_answered:
        query = query.where(Question.answered_at.is_not(None)).order_by(Question.id.desc())
        query = query.where(Question.id < after) if after is not None else query
    else:
        query = query.where(Question.answered_at.is_(None)).order_by(Question.id)
        query = query.where(Question.id > after) if after is not None else query
    return list(session.scalars(query.limit(PAGE + 1)))


def waiting_threads(session: Session, organisation_id: int) -> list[Thread]:
    """Orders whose buyer waits for an answer, the longest wait first."""
    since = func.min(Message.sent_at)
    rows = session.execute(
        select(Order.id, Order.number, func.count(), since)
        .join(Message, Message.order_id == Order.id)
        .where(_waits(organisation_id))
        .group_by(Order.id, Order.number)
        .order_by(since, Order.id)
        .limit(100)
    )
    return [Thread(order_id=r[0], number=r[1], messages=r[2], since=r[3]) for r in rows]


def count_waiting(session: Session, organisation_id: int) -> int:
    """How many questions and orders wait for an answer of a business."""
    questions = session.scalars(
        select(func.count()).where(
            Question.organisation_id == organisation_id, Question.answered_at.is_(None)
        )
    ).one()
    orders = session.scalars(
        select(func.count(Message.order_id.distinct())).where(_waits(organisation_id))
    ).one()
    return questions + orders


def _waits(organisation_id: int) -> ColumnElement[bool]:
    return and_(
        Message.organisation_id == organisation_id,
        Message.side == Side.BUYER,
        Message.settled_at.is_(None),
    )


def waits(session: Session, order_id: int) -> bool:
    """Whether an order's buyer waits for an answer."""
    query = select(Message.id).where(
        Message.order_id == order_id, Message.side == Side.BUYER, Message.settled_at.is_(None)
    )
    return session.scalar(query.limit(1)) is not None


def get_own_question(session: Session, organisation_id: int, question_id: int) -> Question:
    """One question to this business. Raises NotFoundError for another's."""
    found = session.get(Question, question_id)
    if found is None or found.organisation_id != organisation_id:
        raise NotFoundError
    return found
