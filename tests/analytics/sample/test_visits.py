"""The sample's year of visitors: the same for the same seed, believable, marked."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import InstrumentedAttribute

from analytics.reports import queries as reports
from analytics.reports.models import Origin, Sale
from analytics.sample.market import load
from analytics.sample.visits import load_visits
from analytics.targets import queries as targets
from analytics.targets.models import TargetState
from analytics.visits.models import EventKind, Visit, VisitEvent
from core.testing.clock import FakeClock
from core.unit_of_work import SYSTEM, Database, UnitOfWork
from tests.factories import analytics as made
from tests.factories import shop


def shares(uow: UnitOfWork, column: InstrumentedAttribute[Any]) -> dict[str, float]:
    total = uow.session.scalar(select(func.count(Visit.id))) or 1
    rows = uow.session.execute(select(column, func.count()).group_by(column))
    return {str(getattr(value, "value", value)): count / total for value, count in rows}


def test_a_year_of_visits_that_ends_now(uow: UnitOfWork) -> None:
    for _ in range(5):
        shop.product(uow)
    count = load_visits(uow, seed=1, visits=6000)
    assert 4500 < count < 8000
    first, last = uow.session.execute(select(func.min(Visit.day), func.max(Visit.day))).one()
    assert first == date(2025, 11, 1)
    assert last == date(2026, 11, 2)
    late = uow.session.scalar(
        select(func.count(Visit.id)).where(Visit.day == last, Visit.hour >= 10)
    )
    assert late == 0
    assert uow.session.scalar(select(func.count(Visit.id)).where(~Visit.is_sample)) == 0
    countries = shares(uow, Visit.country)
    assert 0.5 < countries["JP"] < 0.7
    assert 0.08 < countries["TW"] < 0.18
    assert 0.5 < shares(uow, Visit.device)["mobile"] < 0.85


def test_the_same_seed_gives_the_same_year(database: Database, clock: FakeClock) -> None:
    seen: list[list[tuple[int, date, str]]] = []
    for seed in (1, 1, 2):
        session = database.sessions()
        uow = UnitOfWork(session=session, actor=SYSTEM, now=clock.now)
        load_visits(uow, seed=seed, visits=300)
        rows = session.execute(select(Visit.id, Visit.day, Visit.country).order_by(Visit.id))
        seen.append([tuple(row) for row in rows])
        session.rollback()
        session.close()
    assert seen[0] == seen[1]
    assert seen[0] != seen[2]


def test_every_sample_purchase_has_its_visit(uow: UnitOfWork) -> None:
    product = shop.product(uow)
    visit = {"country": "TW", "browser_language": "zh-Hant", "device": "tablet", "channel": "line"}
    made.paid_purchase(uow, product, at=uow.now - timedelta(days=40), visit=visit)
    load_visits(uow, visits=200)
    bought = uow.session.scalars(
        select(Visit)
        .join(VisitEvent, VisitEvent.visit_id == Visit.id)
        .where(VisitEvent.kind == EventKind.PURCHASE)
    ).one()
    assert (bought.country, bought.device, bought.channel) == ("TW", "tablet", "line")
    assert bought.day == date(2026, 9, 23)


def test_the_step_makes_tables_and_targets(uow: UnitOfWork) -> None:
    shop.product(uow, shelf=shop.category(uow, key="katsuobushi-flakes"))
    load(uow, visits=1500)
    uow.session.flush()
    totals = reports.month_totals(uow, Origin.OWN)
    assert len(totals) == 13
    assert all(total.visits > 0 for total in totals)
    assert uow.session.scalar(select(func.count(Sale.order_id))) == 0
    found = targets.list_targets(uow, TargetState.OPEN)
    assert [progress.target.market for progress in found] == ["TW", "JP:東京都", "TW", "JP"]
    assert found[0].target.subject == "katsuobushi-flakes"
    assert found[2].actual > 0
