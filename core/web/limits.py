"""Rate limits, shared by all web servers through the database."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any, Final

from flask import request
from sqlalchemy import String, delete
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.exceptions import TooManyRequests

from core.database import Base, Instant
from core.unit_of_work import SYSTEM, UnitOfWork
from core.web.state import market


@dataclass(frozen=True)
class Limit:
    """At most `times` in `seconds` for one visitor."""

    times: int
    seconds: int


class RateCounter(Base):
    """How often something was tried in a window; the visitor is a keyed hash, never an address."""

    __tablename__ = "core_rate_counters"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    window: Mapped[Instant] = mapped_column(primary_key=True)
    count: Mapped[int]


def spend(limit: Limit, name: str, subject: str = "") -> None:
    """Count one try by this visitor (or for `subject`, such as an e-mail address).

    Raises TooManyRequests with Retry-After when the limit is spent.
    """
    settings = market().settings
    who = subject or request.remote_addr or ""
    key = key_of(settings.effective_secret_key, name, who)
    with market().database.unit_of_work(SYSTEM) as uow:
        window = window_of(uow.now, limit)
        count = add(uow, key, window)
    if count > limit.times:
        left = (window + timedelta(seconds=limit.seconds) - uow.now).total_seconds()
        raise TooManyRequests(retry_after=ceil(left))


def key_of(secret: str, name: str, who: str) -> str:
    """What is counted, as a keyed hash."""
    return hmac.new(secret.encode(), f"{name}\x1f{who}".encode(), hashlib.sha256).hexdigest()


def window_of(now: datetime, limit: Limit) -> datetime:
    """The beginning of the window that a moment lies in."""
    seconds = int(now.timestamp())
    return datetime.fromtimestamp(seconds - seconds % limit.seconds, tz=now.tzinfo)


def add(uow: UnitOfWork, key: str, window: datetime, tries: int = 1) -> int:
    """Count tries; how many there are of all servers, in one prepared statement."""
    connection = uow.session.connection()
    row = {"key": key, "window": window, "count": tries}
    return connection.execute(_ADD[connection.dialect.name], row).scalar_one()


def _adding(insert: Callable[[Any], Any]) -> Any:
    table = RateCounter.__table__
    statement = insert(table)
    return statement.on_conflict_do_update(
        index_elements=["key", "window"],
        set_={"count": table.c.count + statement.excluded.count},
    ).returning(table.c.count)


_ADD: Final = {"sqlite": _adding(sqlite_insert), "postgresql": _adding(postgresql_insert)}


def forget_old(uow: UnitOfWork, _payload: dict[str, object]) -> None:
    """Drop windows older than a day."""
    uow.session.execute(delete(RateCounter).where(RateCounter.window < uow.now - timedelta(days=1)))
