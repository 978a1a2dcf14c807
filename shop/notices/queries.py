"""Reading notices."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.errors import NotFoundError
from core.identity.models import Organisation
from shop.notices.models import Notice
from shop.notices.states import NoticeState

PAGE: Final = 25


def list_notices(session: Session, state: NoticeState, *, after: int | None = None) -> list[Notice]:
    """Notices of a state, `PAGE` and one more: open ones oldest first, closed ones newest first."""
    query = select(Notice).where(Notice.state == state)
    if state is NoticeState.CLOSED:
        query = query.order_by(Notice.id.desc())
        query = query.where(Notice.id < after) if after is not None else query
    else:
        query = query.order_by(Notice.id)
        query = query.where(Notice.id > after) if after is not None else query
    return list(session.scalars(query.limit(PAGE + 1)))


def count_by_state(session: Session) -> Mapping[NoticeState, int]:
    """How many notices there are of each state."""
    rows = session.execute(select(Notice.state, func.count()).group_by(Notice.state)).all()
    return {state: sum(n for s, n in rows if s is state) for state in NoticeState}


def get(session: Session, notice_id: int) -> Notice:
    """One notice. Raises NotFoundError."""
    found = session.get(Notice, notice_id)
    if found is None:
        raise NotFoundError
    return found


def names_of_businesses(session: Session, ids: set[int]) -> Mapping[int, str]:
    """Names of businesses, by key."""
    rows = session.execute(
        select(Organisation.id, Organisation.name).where(Organisation.id.in_(ids))
    )
    return {row.id: row.name for row in rows}
