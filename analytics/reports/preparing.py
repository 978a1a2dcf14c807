"""Making the monthly tables: one pass over a month's visits, sources and sales."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, cast

from sqlalchemy import and_, case, delete, distinct, func, insert, select

from analytics.reports.models import (
    MonthFigure,
    Origin,
    PreparedMonth,
    ReportAttribute,
    Sale,
)
from analytics.reports.vocabulary import from_ga4
from analytics.sources import queries as source_queries
from analytics.sources.models import SourceDay, SourceFigure
from analytics.visits.models import EventKind, Visit, VisitEvent
from core.dates import add_months, month_start, tokyo_day
from core.unit_of_work import UnitOfWork

FUNNEL: Final = {
    EventKind.VIEW_PRODUCT: "product_visits",
    EventKind.ADD_TO_CART: "cart_visits",
    EventKind.BEGIN_CHECKOUT: "checkout_visits",
}
VISIT_COLUMNS: Final = {
    ReportAttribute.COUNTRY: Visit.country,
    ReportAttribute.LANGUAGE: Visit.browser_language,
    ReportAttribute.PAGE_LANGUAGE: Visit.language,
    ReportAttribute.DEVICE: Visit.device,
    ReportAttribute.CHANNEL: Visit.channel,
}
SALE_COLUMNS: Final = {
    ReportAttribute.COUNTRY: Sale.country,
    ReportAttribute.LANGUAGE: Sale.language,
    ReportAttribute.PAGE_LANGUAGE: Sale.page_language,
    ReportAttribute.DEVICE: Sale.device,
    ReportAttribute.CHANNEL: Sale.channel,
}


@dataclass
class Tables:
    """The tables of a month while they are summed up: (attribute, value) → column → figure."""

    lines: dict[tuple[ReportAttribute, str], dict[str, int]] = field(
        default_factory=dict[tuple[ReportAttribute, str], dict[str, int]]
    )
    has_sample: bool = False

    def add(self, attribute: ReportAttribute, value: str, **figures: int) -> None:
        line = self.lines.setdefault((attribute, value), {})
        for name, figure in figures.items():
            line[name] = line.get(name, 0) + figure

    def add_to_all(
        self, attributes: Iterable[ReportAttribute], values: Iterable[str], **figures: int
    ) -> None:
        """Add to the total and to one line of every attribute."""
        self.add(ReportAttribute.TOTAL, "", **figures)
        for attribute, value in zip(attributes, values, strict=True):
            self.add(attribute, value, **figures)


def prepare(uow: UnitOfWork, month: date) -> None:
    """Make a month's tables again, for every origin that has figures of it."""
    month = month_start(month)
    last = add_months(month, 1) - timedelta(days=1)
    _own(uow, month, last)
    _ga4(uow, month, last)


def months_to_prepare(uow: UnitOfWork) -> list[date]:
    """The current month, the one before, and every month that has figures but no tables."""
    today = tokyo_day(uow.now)
    wanted = {month_start(today), add_months(today, -1)}
    first_visit, first_sale, first_source = (
        uow.session.scalar(select(func.min(column)))
        for column in (Visit.day, Sale.day, SourceDay.day)
    )
    known = set(uow.session.scalars(select(PreparedMonth.month)))
    firsts = [day for day in (first_visit, first_sale, first_source) if day]
    month = month_start(min(firsts)) if firsts else month_start(today)
    while month <= today:
        if month not in known:
            wanted.add(month)
        month = add_months(month, 1)
    return sorted(wanted)


def _own(uow: UnitOfWork, first: date, last: date) -> None:
    tables = Tables()
    columns = list(VISIT_COLUMNS.values())
    seen = and_(VisitEvent.visit_id == Visit.id, VisitEvent.kind == EventKind.VIEW)
    rows = uow.session.execute(
        select(
            *columns,
            func.count(Visit.id),
            func.coalesce(func.sum(VisitEvent.count), 0),
            func.max(case((Visit.is_sample, 1), else_=0)),
        )
        .outerjoin(VisitEvent, seen)
        .where(Visit.day >= first, Visit.day <= last)
        .group_by(*columns)
    )
    for row in rows:
        visits, views, is_sample = _numbers(row[-3:])
        tables.has_sample = tables.has_sample or bool(is_sample)
        tables.add_to_all(VISIT_COLUMNS, _texts(row[:-3]), visits=visits, views=views)
    _funnel(uow, tables, first, last)
    _sales(uow, tables, first, last, tuple(SALE_COLUMNS))
    _store(uow, Origin.OWN, tables, first, last, is_final=tokyo_day(uow.now) > last)


def _funnel(uow: UnitOfWork, tables: Tables, first: date, last: date) -> None:
    """How many visits came as far as each step."""
    columns = list(VISIT_COLUMNS.values())
    rows = uow.session.execute(
        select(*columns, VisitEvent.kind, func.count(distinct(VisitEvent.visit_id)))
        .join(Visit, Visit.id == VisitEvent.visit_id)
        .where(Visit.day >= first, Visit.day <= last, VisitEvent.kind.in_(FUNNEL))
        .group_by(*columns, VisitEvent.kind)
    )
    for row in rows:
        step = {FUNNEL[cast("EventKind", row[-2])]: int(row[-1])}
        tables.add_to_all(VISIT_COLUMNS, _texts(row[:-2]), **step)


def _sales(
    uow: UnitOfWork,
    tables: Tables,
    first: date,
    last: date,
    attributes: tuple[ReportAttribute, ...],
) -> None:
    """All orders of a purchase share its attributes, so purchases may be added up."""
    columns = [SALE_COLUMNS[attribute] for attribute in attributes]
    rows = uow.session.execute(
        select(
            *columns,
            func.count(distinct(Sale.purchase_id)),
            func.count(Sale.order_id),
            func.sum(Sale.revenue),
            func.max(case((Sale.is_sample, 1), else_=0)),
        )
        .where(Sale.day >= first, Sale.day <= last)
        .group_by(*columns)
    )
    for row in rows:
        purchases, orders, revenue, is_sample = _numbers(row[-4:])
        tables.has_sample = tables.has_sample or bool(is_sample)
        tables.add_to_all(
            attributes, _texts(row[:-4]), purchases=purchases, orders=orders, revenue=revenue
        )


def _ga4(uow: UnitOfWork, first: date, last: date) -> None:
    """GA4's month from its days; sales beside it are the market's own."""
    source = Origin.GA4.value
    span = (SourceDay.source == source, SourceDay.day >= first, SourceDay.day <= last)
    days = uow.session.execute(
        select(
            func.sum(SourceDay.sessions),
            func.sum(SourceDay.views),
            func.max(case((SourceDay.is_final, 0), else_=1)),
            func.count(SourceDay.day),
        ).where(*span)
    ).one()
    if not days[3]:
        return
    tables = Tables()
    tables.add(ReportAttribute.TOTAL, "", visits=int(days[0]), views=int(days[1]))
    rows = uow.session.execute(
        select(
            SourceFigure.attribute,
            SourceFigure.value,
            func.sum(SourceFigure.sessions),
            func.sum(SourceFigure.views),
        )
        .where(SourceFigure.source == source, SourceFigure.day >= first, SourceFigure.day <= last)
        .group_by(SourceFigure.attribute, SourceFigure.value)
    )
    for attribute, value, sessions, views in rows:
        tables.add(
            ReportAttribute(attribute.value),
            from_ga4(attribute, value),
            visits=int(sessions),
            views=int(views),
        )
    attributes = tuple(a for a in SALE_COLUMNS if a is not ReportAttribute.PAGE_LANGUAGE)
    _sales(uow, tables, first, last, attributes)
    is_final = not days[2] and days[3] == (last - first).days + 1
    _store(uow, Origin.GA4, tables, first, last, is_final=is_final)


def _store(
    uow: UnitOfWork, origin: Origin, tables: Tables, first: date, last: date, *, is_final: bool
) -> None:
    for table in (MonthFigure, PreparedMonth):
        uow.session.execute(delete(table).where(table.month == first, table.origin == origin))
    if not tables.lines:
        return
    names = ("visits", "views", *FUNNEL.values(), "purchases", "orders", "revenue")
    uow.session.execute(
        insert(MonthFigure),
        [
            {"month": first, "origin": origin, "attribute": attribute, "value": value}
            | {name: figures.get(name, 0) for name in names}
            for (attribute, value), figures in tables.lines.items()
        ],
    )
    is_ga4 = origin is Origin.GA4
    key = origin.value
    coverage = source_queries.coverage_of(uow, key, first, last) if is_ga4 else {}
    uow.session.add(
        PreparedMonth(
            month=first,
            origin=origin,
            computed_at=uow.now,
            first_day=first,
            last_day=min(last, tokyo_day(uow.now)),
            is_provisional=not is_final,
            has_sample=tables.has_sample,
            coverage={attribute.value: share for attribute, share in coverage.items()},
            flags=source_queries.flags_of(uow, key, first, last) if is_ga4 else [],
        )
    )


def _texts(values: Iterable[object]) -> list[str]:
    return [str(getattr(value, "value", value)) for value in values]


def _numbers(values: Iterable[object]) -> list[int]:
    """Sums as integers: PostgreSQL answers some of them as decimals."""
    return [int(cast("int", value)) for value in values]
