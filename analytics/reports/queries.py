"""The monthly report, read from the prepared tables only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import select

from analytics.reports.models import MonthFigure, Origin, PreparedMonth, ReportAttribute
from analytics.reports.vocabulary import ATTRIBUTES, OTHER, label_of
from core.dates import add_months
from core.unit_of_work import UnitOfWork

Key = tuple[ReportAttribute, str]
Figures = Mapping[Key, MonthFigure]
MOST_LINES: Final = 12
NOTHING: Final[Figures] = {}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a table, with the visits of earlier months where they are known."""

    value: str
    label: str
    visits: int
    share: float
    views: int
    purchases: int
    orders: int
    revenue: int
    month_before: int | None
    year_before: int | None

    @property
    def rate(self) -> float:
        """Purchases per visit."""
        return self.purchases / self.visits if self.visits else 0.0


@dataclass(frozen=True, kw_only=True)
class Table:
    """Visits of a month split by one attribute, most visits first."""

    attribute: ReportAttribute
    title: str
    lines: Sequence[Line]
    coverage: float | None


@dataclass(frozen=True, kw_only=True)
class Funnel:
    """How many visits came as far as each step; purchases are of this month, paid."""

    visits: int
    product_visits: int
    cart_visits: int
    checkout_visits: int
    purchases: int


@dataclass(frozen=True, kw_only=True)
class Report:
    """A month as one origin saw it, and what is known of the figures."""

    month: date
    origin: Origin
    computed_at: datetime
    first_day: date
    last_day: date
    is_provisional: bool
    is_partial: bool
    has_sample: bool
    flags: Sequence[str]
    total: Line
    funnel: Funnel
    tables: Sequence[Table]


@dataclass(frozen=True, kw_only=True)
class MonthTotal:
    """A month in one line, for charts over time."""

    month: date
    visits: int
    purchases: int
    orders: int
    revenue: int
    is_provisional: bool


def prepared(uow: UnitOfWork) -> Mapping[Origin, Sequence[date]]:
    """Months that have tables, newest first, by origin."""
    rows = uow.session.execute(
        select(PreparedMonth.origin, PreparedMonth.month).order_by(PreparedMonth.month.desc())
    )
    months: dict[Origin, list[date]] = {}
    for origin, month in rows:
        months.setdefault(origin, []).append(month)
    return months


def find_report(uow: UnitOfWork, month: date, origin: Origin) -> Report | None:
    """A month's report; None when its tables were never made."""
    head = uow.session.get(PreparedMonth, (month, origin))
    if head is None:
        return None
    figures = _figures(uow, month, origin)
    is_partial = head.last_day < add_months(month, 1) - timedelta(days=1)
    # A month that is not over is not compared with whole ones.
    before = NOTHING if is_partial else _figures(uow, add_months(month, -1), origin)
    year_before = NOTHING if is_partial else _figures(uow, add_months(month, -12), origin)
    total = figures.get((ReportAttribute.TOTAL, ""))
    visits = total.visits if total else 0
    tables = [
        _table(attribute, figures, (before, year_before), visits, head.coverage)
        for attribute in ATTRIBUTES
        if any(key[0] is attribute for key in figures)
    ]
    return Report(
        month=month,
        origin=origin,
        computed_at=head.computed_at,
        first_day=head.first_day,
        last_day=head.last_day,
        is_provisional=head.is_provisional,
        is_partial=is_partial,
        has_sample=head.has_sample,
        flags=head.flags,
        total=_line(
            (ReportAttribute.TOTAL, ""), [total] if total else [], (before, year_before), visits
        ),
        funnel=_funnel(total),
        tables=tables,
    )


def month_totals(uow: UnitOfWork, origin: Origin, months: int = 13) -> list[MonthTotal]:
    """The newest months in one line each, oldest first."""
    rows = uow.session.execute(
        select(MonthFigure, PreparedMonth.is_provisional)
        .join(
            PreparedMonth,
            (PreparedMonth.month == MonthFigure.month)
            & (PreparedMonth.origin == MonthFigure.origin),
        )
        .where(MonthFigure.origin == origin, MonthFigure.attribute == ReportAttribute.TOTAL)
        .order_by(MonthFigure.month.desc())
        .limit(months)
    )
    totals = [
        MonthTotal(
            month=figure.month,
            visits=figure.visits,
            purchases=figure.purchases,
            orders=figure.orders,
            revenue=figure.revenue,
            is_provisional=is_provisional,
        )
        for figure, is_provisional in rows
    ]
    return totals[::-1]


def _figures(uow: UnitOfWork, month: date, origin: Origin) -> Figures:
    rows = uow.session.scalars(
        select(MonthFigure).where(MonthFigure.month == month, MonthFigure.origin == origin)
    )
    return {(row.attribute, row.value): row for row in rows}


def _table(
    attribute: ReportAttribute,
    figures: Figures,
    earlier: tuple[Figures, Figures],
    visits: int,
    coverage: Mapping[str, float],
) -> Table:
    """The lines with the most visits, and one for all the others."""
    keys = [key for key in figures if key[0] is attribute]
    keys.sort(
        key=lambda key: (key[1] == OTHER, -figures[key].visits, -figures[key].revenue, key[1])
    )
    shown, rest = keys[:MOST_LINES], keys[MOST_LINES:]
    if rest and (attribute, OTHER) in shown:
        shown.remove((attribute, OTHER))
        rest.append((attribute, OTHER))
    lines = [_line(key, [figures[key]], earlier, visits) for key in shown]
    if rest:
        lines.append(_line((attribute, OTHER), [figures[key] for key in rest], ({}, {}), visits))
    return Table(
        attribute=attribute,
        title=str(ATTRIBUTES[attribute]),
        lines=lines,
        coverage=coverage.get(attribute.value),
    )


def _line(
    key: Key, figures: Sequence[MonthFigure], earlier: tuple[Figures, Figures], visits: int
) -> Line:
    before, year_before = (
        (found[key].visits if key in found else 0) if found else None for found in earlier
    )
    own = sum(figure.visits for figure in figures)
    return Line(
        value=key[1],
        label=label_of(*key),
        visits=own,
        share=own / visits if visits else 0.0,
        views=sum(figure.views for figure in figures),
        purchases=sum(figure.purchases for figure in figures),
        orders=sum(figure.orders for figure in figures),
        revenue=sum(figure.revenue for figure in figures),
        month_before=before,
        year_before=year_before,
    )


def _funnel(total: MonthFigure | None) -> Funnel:
    return Funnel(
        visits=total.visits if total else 0,
        product_visits=total.product_visits if total else 0,
        cart_visits=total.cart_visits if total else 0,
        checkout_visits=total.checkout_visits if total else 0,
        purchases=total.purchases if total else 0,
    )
