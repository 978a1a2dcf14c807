"""Targets: set, changed, closed, and shown beside what really happened."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import select

from analytics.reports import service as reports
from analytics.targets import queries, service
from analytics.targets.models import Measure, TargetKind, TargetState
from analytics.targets.service import Goal
from core.audit.models import Entry
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from tests.factories import analytics as made
from tests.factories import shop

GOAL = Goal(
    kind=TargetKind.SALES,
    market="TW",
    subject="",
    measure=Measure.REVENUE,
    goal=4000,
    starts_on=date(2026, 10, 1),
    ends_on=date(2026, 11, 30),
    reason="Visits from Taiwan have doubled.",
)
OCTOBER = datetime(2026, 10, 15, 3, tzinfo=UTC)


def load(uow: UnitOfWork) -> None:
    reports.load_sales(uow, date(2026, 9, 1), date(2026, 12, 31))


def actual(uow: UnitOfWork, **changes: Any) -> int:
    return queries.progress_of(uow, service.set_target(uow, replace(GOAL, **changes))).actual


def test_sales_count_by_destination_class_and_period(uow: UnitOfWork) -> None:
    tea, fish = shop.category(uow, key="tea"), shop.category(uow, key="fish")
    sencha = shop.product(uow, shelf=tea, price=1000)
    tuna = shop.product(uow, shelf=fish, price=300)
    made.paid_purchase(uow, sencha, tuna, at=OCTOBER, country="TW")
    made.paid_purchase(uow, sencha, at=OCTOBER, country="TH")
    made.paid_purchase(uow, sencha, at=OCTOBER, country="JP", region="静岡県")
    made.paid_purchase(uow, tuna, at=OCTOBER, country="JP", region="東京都")
    made.paid_purchase(uow, sencha, at=datetime(2026, 9, 30, 14, 59, tzinfo=UTC), country="TW")
    load(uow)
    assert actual(uow) == 1300
    assert actual(uow, subject="tea") == 1000
    assert actual(uow, measure=Measure.ORDERS) == 2
    assert actual(uow, measure=Measure.ORDERS, subject="tea") == 1
    assert actual(uow, market="*") == 2300
    assert actual(uow, market="JP") == 1300
    assert actual(uow, market="JP:静岡県") == 1000
    assert actual(uow, market="SG") == 0


def test_tourism_counts_visits_and_themes_by_their_campaign_tag(uow: UnitOfWork) -> None:
    for country, campaign in (
        ("TW", ""), ("TW", "port"), ("TW", "port-autumn"), ("TW", "portable"), ("JP", "port"),
        ("ZZ", "port"), ("TH", ""),
    ):  # fmt: skip
        made.visit(uow, country=country, campaign=campaign)
    tourism: dict[str, Any] = {"kind": TargetKind.TOURISM, "measure": Measure.VISITS}
    assert actual(uow, **tourism) == 4
    assert actual(uow, **tourism, subject="port") == 2
    assert actual(uow, **tourism, market="*") == 5
    assert actual(uow, **tourism, market="JP", subject="port") == 1


def test_progress_says_how_far_time_is(uow: UnitOfWork) -> None:
    made.paid_purchase(uow, shop.product(uow, price=1000), at=OCTOBER, country="TW")
    load(uow)
    progress = queries.progress_of(uow, service.set_target(uow, GOAL))
    assert (progress.share, progress.is_provisional, progress.has_begun) == (0.25, True, True)
    assert progress.time_share == pytest.approx(33 / 61)
    assert progress.is_behind
    assert progress.last_day == date(2026, 11, 2)


def test_a_target_that_has_not_begun_has_no_figure_yet(uow: UnitOfWork) -> None:
    goal = replace(GOAL, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 31))
    progress = queries.progress_of(uow, service.set_target(uow, goal))
    assert (progress.has_begun, progress.actual, progress.time_share) == (False, 0, 0.0)
    assert not progress.is_behind


def test_a_period_that_is_over_is_no_longer_provisional(uow: UnitOfWork) -> None:
    goal = replace(GOAL, ends_on=date(2026, 10, 31))
    assert not queries.progress_of(uow, service.set_target(uow, goal)).is_provisional


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"market": "XX"}, "no_such_market"),
        ({"market": "JP:"}, "no_such_market"),
        ({"subject": "nothing"}, "no_such_subject"),
        ({"measure": Measure.VISITS}, "no_such_measure"),
        ({"kind": TargetKind.TOURISM}, "no_such_measure"),
        (
            {"kind": TargetKind.TOURISM, "measure": Measure.VISITS, "market": "JP:静岡県"},
            "no_prefecture_of_visits",
        ),
        ({"goal": 0}, "no_goal"),
        ({"ends_on": date(2026, 9, 30)}, "period_backwards"),
        ({"reason": "  "}, "no_reason"),
    ],
)
def test_goals_that_cannot_be_are_refused(
    uow: UnitOfWork, change: dict[str, Any], code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        service.set_target(uow, replace(GOAL, **change))
    assert refused.value.code == code


def test_every_change_is_kept_with_its_reason_and_audited(uow: UnitOfWork) -> None:
    target = service.set_target(uow, GOAL)
    service.change(uow, target.id, replace(GOAL, goal=9000), note="The first month went well.")
    service.close(uow, target.id, note="Reached early.")
    uow.session.flush()
    kept = [(c.note, c.changes) for c, _ in queries.history(uow, target.id)]
    assert kept[0] == ("Reached early.", {"state": ["open", "closed"]})
    assert kept[1] == ("The first month went well.", {"goal": [4000, 9000]})
    assert kept[2][0] == GOAL.reason
    words = [words for _, words in queries.history(uow, target.id)]
    assert words[1] == [("Goal", "4,000", "9,000")]
    assert words[0] == [("State", "Under way", "Ended")]
    actions = uow.session.scalars(select(Entry.action).order_by(Entry.id)).all()
    assert actions == ["city:target:set", "city:target:change", "city:target:close"]


def test_a_change_and_a_closing_need_a_word_and_a_closed_target_stays(uow: UnitOfWork) -> None:
    target = service.set_target(uow, GOAL)
    for attempt in (
        lambda: service.change(uow, target.id, GOAL, note=" "),
        lambda: service.close(uow, target.id, note=""),
    ):
        with pytest.raises(DomainError) as refused:
            attempt()
        assert refused.value.code == "no_note"
    service.close(uow, target.id, note="Enough.")
    with pytest.raises(DomainError) as refused:
        service.change(uow, target.id, GOAL, note="Again.")
    assert refused.value.code == "closed"
    assert queries.list_targets(uow, TargetState.OPEN) == []
    assert len(queries.list_targets(uow, TargetState.CLOSED)) == 1


def test_a_target_that_does_not_exist_is_not_found(uow: UnitOfWork) -> None:
    with pytest.raises(NotFoundError):
        service.get(uow, 4711)
