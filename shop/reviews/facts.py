"""What reviews tell packages above, and the person who wrote them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shop.reviews.models import Review
from shop.reviews.states import HideReason, ReviewState


@dataclass(frozen=True, kw_only=True)
class ReviewFigures:
    """How many reviews the market shows, and how many are hidden for which reason."""

    shown: int
    hidden: Mapping[HideReason, int]


def figures(session: Session) -> ReviewFigures:
    """The figures of the page that says what the market does against abuse."""
    rows = session.execute(
        select(Review.state, Review.hidden_reason, func.count()).group_by(
            Review.state, Review.hidden_reason
        )
    ).all()
    return ReviewFigures(
        shown=sum(n for state, _, n in rows if state is ReviewState.SHOWN),
        hidden={reason: n for _, reason, n in rows if reason is not None},
    )


def written_by(session: Session, purchase_ids: Collection[int]) -> list[dict[str, Any]]:
    """What a buyer wrote, as plain values for a copy of their data."""
    rows = session.scalars(
        select(Review).where(Review.purchase_id.in_(purchase_ids)).order_by(Review.id)
    )
    return [
        {
            "written_at": review.written_at.isoformat(),
            "product_id": review.product_id,
            "stars": review.stars,
            "words": review.words,
            "language": review.locale,
            "name": review.name,
            "declared": review.relation.value,
            "state": review.state.value,
            "answer": review.answer,
        }
        for review in rows
    ]
