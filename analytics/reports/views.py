"""The monthly report and its file."""

from collections.abc import Sequence
from datetime import date

from flask import Response, request
from flask.typing import ResponseReturnValue

from analytics.reports import files, queries, summaries
from analytics.reports.models import Origin
from analytics.reports.queries import Report
from analytics.reports.vocabulary import ORIGINS
from core.dates import month_start, tokyo_day
from core.errors import NotFoundError
from core.identity.permissions import Permission
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render

feature = Feature(__name__)


@feature.page("", permission=Permission.CITY_REPORTS_VIEW, area=Area.CITY)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    months = queries.prepared(uow)
    report = _chosen(uow)
    return render(
        "analytics/reports/index.html",
        report=report,
        months=months[report.origin] if report else [],
        origins=[(origin.value, str(ORIGINS[origin])) for origin in months],
        names=ORIGINS,
        summary=summaries.of_table,
        change=summaries.of_change(report) if report else "",
        totals=queries.month_totals(uow, report.origin) if report else [],
    )


@feature.page("/csv", permission=Permission.CITY_REPORTS_VIEW, area=Area.CITY)
def file(uow: UnitOfWork) -> ResponseReturnValue:
    report = _chosen(uow)
    if report is None:
        raise NotFoundError
    name = f"visits-{report.origin.value}-{report.month:%Y-%m}.csv"
    return Response(
        files.month_csv(report),
        mimetype="text/csv",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Cache-Control": "no-store",
        },
    )


def _chosen(uow: UnitOfWork) -> Report | None:
    """The month and source asked for; else the last whole month of the own measurement."""
    months = queries.prepared(uow)
    asked = request.args.get("source", Origin.OWN.value)
    origin = Origin(asked) if asked in set(Origin) else Origin.OWN
    origin = origin if origin in months else next(iter(months), Origin.OWN)
    known = months.get(origin, [])
    text = request.args.get("month", "")
    wanted = next((month for month in known if f"{month:%Y-%m}" == text), None)
    return queries.find_report(uow, wanted, origin) if wanted else _last_whole(uow, known, origin)


def _last_whole(uow: UnitOfWork, known: Sequence[date], origin: Origin) -> Report | None:
    this_month = month_start(tokyo_day(uow.now))
    whole = next((month for month in known if month < this_month), None)
    month = whole or next(iter(known), None)
    return queries.find_report(uow, month, origin) if month else None
