"""What notices tell packages above: counts and times, no names."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shop.notices.models import Notice
from shop.notices.states import NoticeReason, NoticeState, Outcome


@dataclass(frozen=True, kw_only=True)
class NoticeFigures:
    """Notices of a time: how many came in, for which reasons, how they ended and how soon.

    `median` is the time from receipt to the decision; None while none was decided.
    """

    received: int
    by_reason: Mapping[NoticeReason, int]
    by_outcome: Mapping[Outcome, int]
    median: timedelta | None


def figures(session: Session, since: datetime) -> NoticeFigures:
    """The figures of notices that were received since an instant."""
    rows = session.execute(
        select(
            Notice.reason, Notice.state, Notice.outcome, Notice.created_at, Notice.closed_at
        ).where(Notice.created_at >= since)
    ).all()
    closed = [row for row in rows if row.state is NoticeState.CLOSED]
    times = sorted(row.closed_at - row.created_at for row in closed)
    return NoticeFigures(
        received=len(rows),
        by_reason=_count(row.reason for row in rows),
        by_outcome=_count(row.outcome for row in closed),
        median=times[(len(times) - 1) // 2] if times else None,
    )


def _count(values: Any) -> dict[Any, int]:
    found: dict[Any, int] = {}
    for value in values:
        found[value] = found.get(value, 0) + 1
    return found


def reported_by(session: Session, email: str) -> list[dict[str, Any]]:
    """What somebody reported under an address, as plain values for a copy of their data."""
    rows = session.scalars(
        select(Notice)
        .where(Notice.email == email.strip().lower(), Notice.email != "")
        .order_by(Notice.id)
    )
    return [
        {
            "number": one.number,
            "reported_at": one.created_at.isoformat(),
            "reason": one.reason.value,
            "words": one.words,
            "state": one.state.value,
            "outcome": one.outcome.value if one.outcome else None,
        }
        for one in rows
    ]
