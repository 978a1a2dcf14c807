"""Rate limits, shared by all web servers through the database."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

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
    key = hmac.new(
        settings.effective_secret_key.encode(), f"{name}\x1f{who}".encode(), hashlib.sha256
    ).hexdigest()
    with market().database.unit_of_work(SYSTEM) as uow:
        seconds = int(uow.now.timestamp())
        window = datetime.fromtimestamp(seconds - seconds % limit.seconds, tz=uow.now.tzinfo)
        count = _increment(uow, key, window)
    if count > limit.times:
        left = (window + timedelta(seconds=limit.seconds) - uow.now).total_seconds()
        raise TooManyRequests(retry_after=ceil(left))


def _increment(uow: UnitOfWork, key: str, window: datetime) -> int:
    is_sqlite = uow.session.get_bind().dialect.name == "sqlite"
    insert = sqlite_insert if is_sqlite else postgresql_insert
    statement = (
        insert(RateCounter)
        .values(key=key, window=window, count=1)
        .on_conflict_do_update(
            index_elements=["key", "window"], set_={"count": RateCounter.count + 1}
        )
        .returning(RateCounter.count)
    )
    return uow.session.execute(statement).scalar_one()


def forget_old(uow: UnitOfWork, _payload: dict[str, object]) -> None:
    """Drop windows older than a day."""
    uow.session.execute(delete(RateCounter).where(RateCounter.window < uow.now - timedelta(days=1)))
