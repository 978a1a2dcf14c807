"""What questions and messages tell packages above, and the person who wrote them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from shop.messages.models import Message, Question, Side


def is_asked_by(user_id: int, email: str) -> ColumnElement[bool]:
    """Whether a question is a person's: asked when signed in, or under their present address."""
    return or_(Question.user_id == user_id, Question.email == email.strip().lower())


def written_by(
    session: Session, *, user_id: int, purchase_ids: Collection[int], email: str
) -> dict[str, list[dict[str, Any]]]:
    """What a buyer asked and wrote, and what was answered, as plain values."""
    questions = session.scalars(
        select(Question).where(is_asked_by(user_id, email)).order_by(Question.id)
    )
    messages = session.scalars(
        select(Message).where(Message.purchase_id.in_(purchase_ids)).order_by(Message.id)
    )
    return {
        "questions": [
            {
                "asked_at": one.asked_at.isoformat(),
                "product_id": one.product_id,
                "words": one.words,
                "answer": one.answer,
                "is_public": one.is_public,
            }
            for one in questions
        ],
        "messages": [
            {
                "sent_at": one.sent_at.isoformat(),
                "order_id": one.order_id,
                "from": "you" if one.side is Side.BUYER else "business",
                "words": one.words,
            }
            for one in messages
        ],
    }
