"""What analytics adds to the sample market, in order: visits, sales, tables, targets."""

from dataclasses import replace
from datetime import date
from typing import Final

from sqlalchemy import select

from analytics.reports import preparing
from analytics.reports import service as reports
from analytics.sample.visits import A_YEAR, MONTHS, load_visits
from analytics.targets import choices, queries
from analytics.targets import service as targets
from analytics.targets.models import Measure, TargetKind
from analytics.targets.service import Goal
from core.dates import add_months, fiscal_year, month_start, tokyo_day
from core.identity.models import Membership, Organisation, OrganisationKind
from core.unit_of_work import Actor, ActorKind, UnitOfWork

# (kind, market, subject, measure, part of the goal that is reached, goal when nothing is, reason);
# reasons are written as staff of the city would.
GOALS: Final = (
    (TargetKind.SALES, "TW", "katsuobushi-flakes", Measure.REVENUE, 0.58, 600_000,
     "台湾からの訪問が一年でほぼ倍になり、鰹節の商品ページがよく見られているため。"),
    (TargetKind.SALES, "JP:東京都", "", Measure.ORDERS, 0.71, 400,
     "首都圏の贈答需要を年末年始に取り込むため。"),
    (TargetKind.TOURISM, "TW", "", Measure.VISITS, 0.64, 9_000,
     "繁体字の読み物を増やし、港と食の魅力を知ってもらうため。"),
    (TargetKind.TOURISM, "JP", "hanazawa", Measure.VISITS, 0.49, 600,
     "花沢の里の散策案内のチラシから、市場の読み物へ来てもらうため。"),
)  # fmt: skip


def load(uow: UnitOfWork, visits: int = A_YEAR) -> None:
    """A year of visits beside the sample's orders, the tables made of them, four targets."""
    load_visits(uow, visits=visits)
    today = tokyo_day(uow.now)
    reports.load_sales(uow, add_months(month_start(today), -MONTHS), today)
    for month in preparing.months_to_prepare(uow):
        preparing.prepare(uow, month)
    _set_targets(uow, today)


def _set_targets(uow: UnitOfWork, today: date) -> None:
    """Targets of the fiscal year, set by the city's first member of staff."""
    year = fiscal_year(today)
    acting = UnitOfWork(session=uow.session, actor=_staff(uow), now=uow.now)
    for kind, market, subject, measure, reached, fallback, reason in GOALS:
        known = choices.subject_names(uow.session, kind)
        goal = Goal(
            kind=kind,
            market=market,
            subject=subject if subject in known else "",
            measure=measure,
            goal=fallback,
            starts_on=date(year, 4, 1),
            ends_on=date(year + 1, 3, 31),
            reason=reason,
        )
        actual = queries.figure_of(uow, goal, today)
        rounded = _rounded(actual / reached) if actual else fallback
        targets.set_target(acting, replace(goal, goal=rounded))


def _staff(uow: UnitOfWork) -> Actor:
    found = uow.session.scalar(
        select(Membership.user_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Organisation.kind == OrganisationKind.CITY)
        .order_by(Membership.id)
        .limit(1)
    )
    return Actor(kind=ActorKind.USER, user_id=found) if found else uow.actor


def _rounded(figure: float) -> int:
    """A goal as people set them: two figures and noughts."""
    size = 10 ** max(0, len(str(int(figure))) - 2)
    return max(1, round(figure / size) * size)
