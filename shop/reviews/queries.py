"""Reading reviews."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, String, and_, cast, func, literal, select
from sqlalchemy.orm import Session, aliased

from core.errors import NotFoundError
from i18n.drafts.models import Draft
from i18n.drafts.queries import Written, view_of, written
from i18n.locales import CODES
from shop.orders.models import OrderLine
from shop.reviews.models import Review
from shop.reviews.states import Relation, ReviewState

PAGE: Final = 20
FEW: Final = 3


@dataclass(frozen=True, kw_only=True)
class ReviewView:
    """A review as its reader sees it."""

    id: int
    stars: int
    name: str
    words: Written
    relation: Relation
    written_at: datetime
    answer: Written | None
    answered_at: datetime | None
    is_sample: bool


@dataclass(frozen=True)
class Wish:
    """Which reviews somebody wants to see."""

    stars: int | None = None
    language: str = ""
    after: int | None = None


@dataclass(frozen=True)
class Counts:
    """How many reviews there are of each number of stars and each language."""

    stars: Mapping[int, int]
    languages: Mapping[str, int]


def newest(
    session: Session, product_id: int, locale: str, *, wish: Wish | None = None, limit: int = FEW
) -> list[ReviewView]:
    """Reviews that are shown, newest first, with their drafts for a reader: one statement."""
    wish = wish or Wish()
    of_words, of_answer = aliased(Draft), aliased(Draft)
    query = (
        select(Review, of_words, of_answer)
        .outerjoin(of_words, _drafted(of_words, "review:", locale))
        .outerjoin(of_answer, _drafted(of_answer, "review_answer:", locale))
        .where(Review.product_id == product_id, Review.state == ReviewState.SHOWN)
        .order_by(Review.id.desc())
        .limit(limit)
    )
    if wish.stars is not None:
        query = query.where(Review.stars == wish.stars)
    if wish.language:
        query = query.where(Review.locale == wish.language)
    if wish.after is not None:
        query = query.where(Review.id < wish.after)
    return [_view(review, words, said, locale) for review, words, said in session.execute(query)]


def _drafted(draft: Any, kind: str, locale: str) -> ColumnElement[bool]:
    owner = literal(kind) + cast(Review.id, String)
    return and_(draft.owner == owner, draft.target_locale == locale)


def _view(review: Review, words: Draft | None, said: Draft | None, locale: str) -> ReviewView:
    return ReviewView(
        id=review.id,
        stars=review.stars,
        name=review.name,
        words=written(review.words, review.locale, locale, view_of(words) if words else None),
        relation=review.relation,
        written_at=review.written_at,
        answer=written(review.answer, review.answer_locale, locale, view_of(said) if said else None)
        if review.answered_at
        else None,
        answered_at=review.answered_at,
        is_sample=review.is_sample,
    )


def counts(session: Session, product_id: int) -> Counts:
    """What a reader may choose from, in one statement."""
    rows = session.execute(
        select(Review.stars, Review.locale, func.count())
        .where(Review.product_id == product_id, Review.state == ReviewState.SHOWN)
        .group_by(Review.stars, Review.locale)
    ).all()
    stars = {number: sum(n for s, _, n in rows if s == number) for number in range(5, 0, -1)}
    languages = {code: sum(n for _, c, n in rows if c == code) for code in CODES}
    return Counts(stars, {code: n for code, n in languages.items() if n})


def lines_of(session: Session, order_id: int) -> list[OrderLine]:
    """What was bought with an order."""
    query = select(OrderLine).where(OrderLine.order_id == order_id).order_by(OrderLine.id)
    return list(session.scalars(query))


def of_lines(session: Session, line_ids: Sequence[int]) -> dict[int, Review]:
    """The reviews of order lines, by line."""
    rows = session.scalars(select(Review).where(Review.order_line_id.in_(line_ids)))
    return {review.order_line_id: review for review in rows}


def list_for_business(
    session: Session, organisation_id: int, *, is_answered: bool, after: int | None = None
) -> list[Review]:
    """A business's reviews, newest first: `PAGE` and one more."""
    query = select(Review).where(
        Review.organisation_id == organisation_id,
        Review.answered_at.is_not(None) if is_answered else Review.answered_at.is_(None),
    )
    if after is not None:
        query = query.where(Review.id < after)
    return list(session.scalars(query.order_by(Review.id.desc()).limit(PAGE + 1)))


def count_unanswered(session: Session, organisation_id: int) -> int:
    """How many reviews of a business have no answer yet."""
    query = select(func.count()).where(
        Review.organisation_id == organisation_id,
        Review.answered_at.is_(None),
        Review.state == ReviewState.SHOWN,
    )
    return session.scalars(query).one()


def get_own(session: Session, organisation_id: int, review_id: int) -> Review:
    """One review of this business. Raises NotFoundError for another's."""
    found = session.get(Review, review_id)
    if found is None or found.organisation_id != organisation_id:
        raise NotFoundError
    return found


def list_for_staff(
    session: Session, state: ReviewState, *, after: int | None = None
) -> list[Review]:
    """Reviews of the whole market by state, newest first: `PAGE` and one more."""
    query = select(Review).where(Review.state == state)
    if after is not None:
        query = query.where(Review.id < after)
    return list(session.scalars(query.order_by(Review.id.desc()).limit(PAGE + 1)))


def get(session: Session, review_id: int) -> Review:
    """One review. Raises NotFoundError."""
    found = session.get(Review, review_id)
    if found is None:
        raise NotFoundError
    return found
