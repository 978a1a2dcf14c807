"""Counting visits, and nothing kept of who it was."""

import hashlib
import hmac
import secrets
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sqlalchemy import case, delete, select, update
from sqlalchemy.dialects.postgresql import Insert as PostgresqlInsert
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from analytics.visits.models import (
    Drop,
    DropReason,
    EventKind,
    LiveSession,
    Salt,
    Visit,
    VisitEvent,
)
from analytics.visits.traits import Traits
from core.database import Base
from core.dates import TOKYO, day_start, tokyo_day
from core.unit_of_work import UnitOfWork

IDLE: Final = timedelta(minutes=30)
MAX_HITS: Final = 600
"""More than this in one visit is a machine."""


@dataclass(frozen=True)
class Visitor:
    """Whose request it is, until it is counted a second later: a cut network and a user agent."""

    network: str
    user_agent: str


@dataclass(frozen=True)
class Hit:
    """Something done in a visit."""

    kind: EventKind
    product_id: int = 0


def count(
    uow: UnitOfWork, *, visitor: Visitor, pepper: str, traits: Traits, hits: Sequence[Hit]
) -> int | None:
    """Add hits to the visitor's visit, or begin one; its id, or None when it does too much.

    `pepper` is the market's secret: the database alone cannot undo a key.
    """
    key = _key(uow, visitor, pepper)
    began = secrets.randbits(62)
    statement = _insert(uow, LiveSession).values(
        key=key, visit_id=began, seen_at=uow.now, hits=len(hits)
    )
    is_over = LiveSession.seen_at < uow.now - IDLE
    session = uow.session.execute(
        statement.on_conflict_do_update(
            index_elements=["key"],
            set_={
                "visit_id": case((is_over, began), else_=LiveSession.visit_id),
                "hits": case((is_over, len(hits)), else_=LiveSession.hits + len(hits)),
                "seen_at": uow.now,
            },
        ).returning(LiveSession.visit_id, LiveSession.hits)
    ).one()
    if session.hits > MAX_HITS:
        return None
    if session.visit_id == began:
        _begin(uow, began, traits)
    for hit, times in Counter(hits).items():
        _add(uow, session.visit_id, hit, times)
    return session.visit_id


def find_visit(uow: UnitOfWork, *, visitor: Visitor, pepper: str) -> Visit | None:
    """The visit that goes on for this visitor; reads only."""
    salts = uow.session.scalars(select(Salt.secret).where(Salt.day >= _yesterday(uow)))
    keys = [_hash(secret, pepper, visitor) for secret in salts]
    return uow.session.scalar(
        select(Visit)
        .join(LiveSession, LiveSession.visit_id == Visit.id)
        .where(LiveSession.key.in_(keys), LiveSession.seen_at >= uow.now - IDLE)
        .order_by(LiveSession.seen_at.desc())
        .limit(1)
    )


def attributes(visit: Visit | Traits) -> dict[str, str]:
    """What a purchase keeps of the visit it was made in: attributes, never the visit itself."""
    return {
        "country": visit.country,
        "language": visit.language,
        "browser_language": visit.browser_language,
        "device": visit.device.value,
        "channel": visit.channel.value,
        "source": visit.source,
        "medium": visit.medium,
        "campaign": visit.campaign,
    }


def drop(uow: UnitOfWork, reason: DropReason, count: int = 1) -> None:
    """Count something that is not measured."""
    statement = _insert(uow, Drop).values(day=tokyo_day(uow.now), reason=reason, count=count)
    uow.session.execute(
        statement.on_conflict_do_update(
            index_elements=["day", "reason"], set_={"count": Drop.count + count}
        )
    )


def forget(uow: UnitOfWork) -> None:
    """Throw away the keys of visits that are over, and salts older than yesterday's."""
    uow.session.execute(delete(LiveSession).where(LiveSession.seen_at < uow.now - IDLE))
    uow.session.execute(delete(Salt).where(Salt.day < _yesterday(uow)))


def _begin(uow: UnitOfWork, visit_id: int, traits: Traits) -> None:
    uow.session.add(
        Visit(
            id=visit_id,
            day=tokyo_day(uow.now),
            hour=uow.now.astimezone(TOKYO).hour,
            country=traits.country,
            language=traits.language,
            browser_language=traits.browser_language,
            device=traits.device,
            channel=traits.channel,
            landing=traits.landing,
            source=traits.source,
            medium=traits.medium,
            campaign=traits.campaign,
        )
    )
    uow.session.flush()  # events refer to it


def _add(uow: UnitOfWork, visit_id: int, hit: Hit, times: int) -> None:
    statement = _insert(uow, VisitEvent).values(
        visit_id=visit_id, kind=hit.kind, product_id=hit.product_id, count=times
    )
    uow.session.execute(
        statement.on_conflict_do_update(
            index_elements=["visit_id", "kind", "product_id"],
            set_={"count": VisitEvent.count + times},
        )
    )


def _key(uow: UnitOfWork, visitor: Visitor, pepper: str) -> str:
    """The visitor's key of today; a visit that began before midnight is taken over to it."""
    today = tokyo_day(uow.now)
    secret = uow.session.scalar(select(Salt.secret).where(Salt.day == today))
    key = _hash(secret or _new_salt(uow, today), pepper, visitor)
    if uow.now - day_start(today) < IDLE:
        _carry_over_midnight(uow, visitor, pepper, key)
    return key


def _carry_over_midnight(uow: UnitOfWork, visitor: Visitor, pepper: str, key: str) -> None:
    before = uow.session.scalar(select(Salt.secret).where(Salt.day == _yesterday(uow)))
    exists = uow.session.scalar(select(LiveSession.key).where(LiveSession.key == key))
    if before is None or exists is not None:
        return
    uow.session.execute(
        update(LiveSession)
        .where(
            LiveSession.key == _hash(before, pepper, visitor),
            LiveSession.seen_at >= uow.now - IDLE,
        )
        .values(key=key)
    )


def _new_salt(uow: UnitOfWork, day: date) -> str:
    """The day's salt; of two servers that make it at once, the first one's counts."""
    statement = _insert(uow, Salt).values(day=day, secret=secrets.token_hex(32))
    uow.session.execute(statement.on_conflict_do_nothing(index_elements=["day"]))
    forget(uow)
    return uow.session.scalars(select(Salt.secret).where(Salt.day == day)).one()


def _hash(secret: str, pepper: str, visitor: Visitor) -> str:
    words = f"{secret}\x1f{visitor.network}\x1f{visitor.user_agent}"
    return hmac.new(pepper.encode(), words.encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _yesterday(uow: UnitOfWork) -> date:
    return tokyo_day(uow.now) - timedelta(days=1)


def _insert(uow: UnitOfWork, table: type[Base]) -> SqliteInsert | PostgresqlInsert:
    """An insert that can say what happens on conflict, which both engines spell alike."""
    is_sqlite = uow.session.get_bind().dialect.name == "sqlite"
    return sqlite_insert(table) if is_sqlite else postgresql_insert(table)
