"""Counts wait a moment and are written together, once, whatever happens in between."""

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import OperationalError

from analytics.visits.batch import Batch, Seen
from analytics.visits.models import Channel, Device, Drop, DropReason, EventKind, Visit, VisitEvent
from analytics.visits.service import Hit, Visitor
from analytics.visits.traits import Traits
from core.unit_of_work import SYSTEM, Database, UnitOfWork
from tests.factories import shop

HANAKO = Visitor("192.0.2.0/24", "Mozilla/5.0 (iPhone)")
TARO = Visitor("192.0.2.0/24", "Mozilla/5.0 (Windows NT 10.0)")
TRAITS = Traits(
    country="TW",
    language="zh-Hant",
    browser_language="zh-Hant",
    device=Device.MOBILE,
    channel=Channel.LINE,
    landing="product",
)
VIEW = Hit(EventKind.VIEW)


def seen(visitor: Visitor = HANAKO, *hits: Hit, slug: str | None = None) -> Seen:
    return Seen(visitor, TRAITS, hits or (VIEW,), slug)


def events(database: Database) -> dict[tuple[str, int], int]:
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        rows = uow.session.scalars(select(VisitEvent))
        return {(row.kind.value, row.product_id): row.count for row in rows}


def visits(database: Database) -> int:
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        return len(uow.session.scalars(select(Visit.id)).all())


@pytest.fixture
def batch(database: Database) -> Batch:
    return Batch(database, "pepper", seconds=None)


def test_nothing_is_written_before_the_batch_is(batch: Batch, database: Database) -> None:
    batch.add(seen())
    assert visits(database) == 0
    batch.flush()
    assert visits(database) == 1


def test_what_one_visitor_did_is_counted_together_and_once(
    batch: Batch, database: Database
) -> None:
    for _ in range(3):
        batch.add(seen())
    batch.add(seen(TARO, Hit(EventKind.ADD_TO_CART, 7)))
    batch.flush()
    batch.flush()
    assert visits(database) == 2
    assert events(database) == {(EventKind.VIEW, 0): 3, (EventKind.ADD_TO_CART, 7): 1}


def test_products_seen_are_found_by_their_address(
    batch: Batch, database: Database, uow: UnitOfWork
) -> None:
    product = shop.product(uow)
    uow.session.commit()
    for slug in (product.slug, product.slug, "no-such-product"):
        batch.add(seen(slug=slug))
    batch.flush()
    assert events(database) == {
        (EventKind.VIEW, 0): 3,
        (EventKind.VIEW_PRODUCT, product.id): 2,
    }


def test_what_is_not_counted_is_counted_as_that(batch: Batch, database: Database) -> None:
    for reason in (DropReason.BOT, DropReason.BOT, DropReason.NOT_A_PAGE):
        batch.add(reason)
    batch.flush()
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        counts = {drop.reason.value: drop.count for drop in uow.session.scalars(select(Drop))}
    assert counts == {"bot": 2, "not_a_page": 1}


def test_a_visit_that_waits_is_known_by_its_traits(batch: Batch) -> None:
    batch.add(seen())
    assert batch.waiting_for(HANAKO) == TRAITS
    assert batch.waiting_for(TARO) is None
    batch.flush()
    assert batch.waiting_for(HANAKO) is None


def test_a_database_that_cannot_be_written_loses_no_count(batch: Batch, database: Database) -> None:
    """The engine refuses once, as a locked or stopped database does; the next time it writes."""
    faults = [OperationalError("INSERT", {}, Exception("database is locked"))]

    def refuse(_conn: object, _cursor: object, statement: str, *_: object) -> None:
        if faults and "analytics_live_sessions" in statement:
            raise faults.pop()

    connection = database.sessions.kw["bind"]
    event.listen(connection, "before_cursor_execute", refuse)
    batch.add(seen())
    batch.add(DropReason.BOT)
    batch.flush()
    assert visits(database) == 0
    batch.flush()
    event.remove(connection, "before_cursor_execute", refuse)
    assert visits(database) == 1
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        assert uow.session.scalars(select(Drop.count)).one() == 1
