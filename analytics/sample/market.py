"""What analytics adds to the sample market, in order: visits, sales, tables, targets."""

from datetime import date
from typing import Final

from sqlalchemy import select

from analytics.reports import preparing
from analytics.reports import service as reports
from analytics.sample.visits import A_YEAR, MONTHS, load_visits
from analytics.targets import choices
from analytics.targets import service as targets
from analytics.targets.models import Measure, TargetKind
from analytics.targets.service import Goal
from core.dates import add_months, fiscal_year, month_start, tokyo_day
from core.identity.models import Membership, Organisation, OrganisationKind
from core.unit_of_work import UnitOfWork

# (kind, market, subject, measure, goal, reason); reasons are written as staff of the city would.
GOALS: Final = (
    (TargetKind.SALES, "TW", "katsuobushi-flakes", Measure.REVENUE, 1_200_000,
     "台湾からの訪問が一年でほぼ倍になり、鰹節の商品ページがよく見られているため。"),
    (TargetKind.SALES, "JP:東京都", "", Measure.ORDERS, 400,
     "首都圏の贈答需要を年末年始に取り込むため。"),
    (TargetKind.TOURISM, "TW", "", Measure.VISITS, 9_000,
     "繁体字の読み物を増やし、港と食の魅力を知ってもらうため。"),
    (TargetKind.TOURISM, "JP", "hanazawa", Measure.VISITS, 600,
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
    year = fiscal_year(today)
    staff = uow.session.scalar(
        select(Membership.user_id)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Organisation.kind == OrganisationKind.CITY)
        .order_by(Membership.id)
        .limit(1)
    )
    for kind, market, subject, measure, goal, reason in GOALS:
        known = choices.subject_names(uow.session, kind)
        target = targets.set_target(
            uow,
            Goal(
                kind=kind,
                market=market,
                subject=subject if subject in known else "",
                measure=measure,
                goal=goal,
                starts_on=date(year, 4, 1),
                ends_on=date(year + 1, 3, 31),
                reason=reason,
            ),
        )
        target.set_by_id = staff
