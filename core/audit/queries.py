"""Reading the trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.audit.models import Entry
from core.identity.models import Organisation, User
from core.unit_of_work import ActorKind


@dataclass(frozen=True, kw_only=True)
class Line:
    """One change, as a page shows it."""

    id: int
    at: datetime
    actor_kind: ActorKind
    person: str | None
    organisation: str | None
    action: str
    subject_kind: str
    subject_id: str
    changes: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Trail:
    """A page of the trail, newest first, and where its neighbours begin."""

    lines: list[Line]
    older_than: int | None
    newer_than: int | None


def read_trail(
    session: Session,
    *,
    organisation_id: int | None = None,
    action: str = "",
    older_than: int | None = None,
    newer_than: int | None = None,
    size: int = 50,
) -> Trail:
    """A page by key, so that the thousandth page costs what the first one does.

    `organisation_id` None reads everybody's trail; `action` is the beginning of a name.
    """
    statement = _lines(organisation_id, action)
    if newer_than is not None:
        statement = statement.where(Entry.id > newer_than).order_by(Entry.id)
    else:
        statement = statement.order_by(Entry.id.desc())
        if older_than is not None:
            statement = statement.where(Entry.id < older_than)
    rows = [Line(**row) for row in session.execute(statement.limit(size + 1)).mappings()]
    has_more = len(rows) > size
    lines = rows[:size]
    if newer_than is not None:
        lines.reverse()
    has_older = has_more if newer_than is None else True
    has_newer = has_more if newer_than is not None else older_than is not None
    return Trail(
        lines=lines,
        older_than=lines[-1].id if lines and has_older else None,
        newer_than=lines[0].id if lines and has_newer else None,
    )


def _lines(organisation_id: int | None, action: str) -> Any:
    statement = (
        select(
            Entry.id,
            Entry.at,
            Entry.actor_kind,
            User.name.label("person"),
            Organisation.name.label("organisation"),
            Entry.action,
            Entry.subject_kind,
            Entry.subject_id,
            Entry.changes,
        )
        .outerjoin(User, User.id == Entry.user_id)
        .outerjoin(Organisation, Organisation.id == Entry.organisation_id)
    )
    if organisation_id is not None:
        statement = statement.where(Entry.organisation_id == organisation_id)
    if action:
        statement = statement.where(Entry.action.startswith(action, autoescape=True))
    return statement


def list_actions(session: Session, organisation_id: int | None = None) -> list[str]:
    """Every action that the trail holds, for the filter."""
    statement = select(Entry.action).distinct().order_by(Entry.action)
    if organisation_id is not None:
        statement = statement.where(Entry.organisation_id == organisation_id)
    return list(session.scalars(statement))
