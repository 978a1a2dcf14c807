"""Visits are held together for half an hour, and by nothing that outlives it."""

from sqlalchemy import inspect, select, text

from analytics.visits import service
from analytics.visits.models import (
    Channel,
    Device,
    Drop,
    DropReason,
    EventKind,
    LiveSession,
    Salt,
    Visit,
    VisitEvent,
)
from analytics.visits.service import Hit, Visitor
from analytics.visits.traits import Traits
from core.testing.clock import FakeClock
from core.unit_of_work import SYSTEM, Database

PEPPER = "a-secret-of-the-market"
HANAKO = Visitor("192.0.2.0/24", "Mozilla/5.0 (iPhone) hanako@example.org")
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


def count(database: Database, visitor: Visitor = HANAKO, *hits: Hit) -> int | None:
    with database.unit_of_work(SYSTEM) as uow:
        return service.count(
            uow, visitor=visitor, pepper=PEPPER, traits=TRAITS, hits=list(hits) or [VIEW]
        )


def test_pages_within_half_an_hour_are_one_visit(database: Database, clock: FakeClock) -> None:
    first = count(database)
    clock.advance(minutes=29)
    assert count(database) == first
    clock.advance(minutes=29)
    assert count(database) == first
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        event = uow.session.scalars(select(VisitEvent)).one()
    assert (event.kind, event.product_id, event.count) == (EventKind.VIEW, 0, 3)


def test_after_half_an_hour_of_silence_a_new_visit_begins(
    database: Database, clock: FakeClock
) -> None:
    first = count(database)
    clock.advance(minutes=31)
    assert count(database) != first


def test_two_browsers_behind_one_network_are_two_visits(database: Database) -> None:
    assert count(database, HANAKO) != count(database, TARO)


def test_a_visit_keeps_its_attributes_day_and_hour_of_tokyo(
    database: Database, clock: FakeClock
) -> None:
    clock.now = clock.now.replace(hour=15, minute=20)  # 00:20 in Tokyo
    key = count(database)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        visit = uow.session.get_one(Visit, key)
    assert (visit.day.isoformat(), visit.hour) == ("2026-11-03", 0)
    assert service.attributes(visit) == {
        "country": "TW",
        "language": "zh-Hant",
        "browser_language": "zh-Hant",
        "device": "mobile",
        "channel": "line",
        "source": "",
        "medium": "",
        "campaign": "",
    }


def test_a_visit_goes_on_across_midnight_under_the_new_salt(
    database: Database, clock: FakeClock
) -> None:
    clock.now = clock.now.replace(hour=14, minute=50)  # 23:50 in Tokyo
    first = count(database)
    clock.advance(minutes=20)
    assert count(database) == first
    clock.advance(minutes=25)  # 00:35: yesterday's key is not asked any more
    assert count(database) == first
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        assert len(uow.session.scalars(select(LiveSession)).all()) == 1
        assert uow.session.scalars(select(Visit)).one().day.isoformat() == "2026-11-02"


def test_only_todays_and_yesterdays_salts_exist(database: Database, clock: FakeClock) -> None:
    for _ in range(4):
        count(database)
        clock.advance(days=1)
    count(database)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        salts = uow.session.scalars(select(Salt).order_by(Salt.day)).all()
    assert [salt.day.isoformat() for salt in salts] == ["2026-11-05", "2026-11-06"]
    assert salts[0].secret != salts[1].secret


def test_the_same_visitor_has_another_key_every_day(database: Database, clock: FakeClock) -> None:
    count(database)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        before = uow.session.scalars(select(LiveSession.key)).one()
    clock.advance(days=1)
    count(database)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        assert uow.session.scalars(select(LiveSession.key)).one() != before


def test_keys_are_gone_when_the_visit_is_over(database: Database, clock: FakeClock) -> None:
    count(database)
    clock.advance(minutes=31)
    with database.unit_of_work(SYSTEM) as uow:
        service.forget(uow)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        assert uow.session.scalars(select(LiveSession)).all() == []
        assert len(uow.session.scalars(select(Visit)).all()) == 1


def test_the_visit_that_goes_on_is_found_and_no_other(database: Database, clock: FakeClock) -> None:
    key = count(database, HANAKO)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        found = service.find_visit(uow, visitor=HANAKO, pepper=PEPPER)
        assert found is not None
        assert found.id == key
        assert service.find_visit(uow, visitor=TARO, pepper=PEPPER) is None
        assert service.find_visit(uow, visitor=HANAKO, pepper="another secret") is None
    clock.advance(minutes=31)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        assert service.find_visit(uow, visitor=HANAKO, pepper=PEPPER) is None


def test_what_is_done_is_counted_by_kind_and_product(database: Database) -> None:
    count(database, HANAKO, VIEW, Hit(EventKind.VIEW_PRODUCT, 7))
    count(database, HANAKO, VIEW, Hit(EventKind.VIEW_PRODUCT, 7))
    count(database, HANAKO, Hit(EventKind.ADD_TO_CART, 7), Hit(EventKind.VIEW_PRODUCT, 8))
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        events = uow.session.scalars(select(VisitEvent)).all()
    assert sorted((e.kind.value, e.product_id, e.count) for e in events) == [
        ("add_to_cart", 7, 1),
        ("view", 0, 2),
        ("view_product", 7, 2),
        ("view_product", 8, 1),
    ]


def test_a_visit_that_does_too_much_is_not_counted_on(database: Database) -> None:
    for _ in range(3):
        assert count(database, HANAKO, *[VIEW] * 200) is not None
    assert count(database, HANAKO) is None
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        assert uow.session.scalars(select(VisitEvent.count)).one() == 600


def test_drops_are_counted_by_day_and_reason(database: Database, clock: FakeClock) -> None:
    with database.unit_of_work(SYSTEM) as uow:
        for reason in (DropReason.BOT, DropReason.BOT, DropReason.DO_NOT_TRACK):
            service.drop(uow, reason)
    clock.advance(days=1)
    with database.unit_of_work(SYSTEM) as uow:
        service.drop(uow, DropReason.BOT)
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        rows = uow.session.scalars(select(Drop)).all()
    assert sorted((r.day.isoformat(), r.reason.value, r.count) for r in rows) == [
        ("2026-11-02", "bot", 2),
        ("2026-11-02", "do_not_track", 1),
        ("2026-11-03", "bot", 1),
    ]


def test_no_table_of_the_package_holds_an_address_a_user_agent_or_a_mail(
    database: Database,
) -> None:
    count(database, HANAKO, VIEW, Hit(EventKind.PURCHASE))
    with database.unit_of_work(SYSTEM) as uow:
        service.drop(uow, DropReason.BOT)
    dump = ""
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        names = inspect(uow.session.connection()).get_table_names()
        tables = [name for name in names if name.startswith("analytics_")]
        for table in tables:
            rows = uow.session.execute(text(f"SELECT * FROM {table}"))
            dump += "\n".join(repr(tuple(row)) for row in rows)
    assert "analytics_visits" in tables
    assert "zh-Hant" in dump
    for secret in ("192.0.2", "iPhone", "Mozilla", "hanako", "@"):
        assert secret not in dump
