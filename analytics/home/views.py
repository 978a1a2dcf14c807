"""The first page of the city's desk: the last month, the targets, the state of the figures."""

from flask.typing import ResponseReturnValue

from analytics.reports import queries as reports
from analytics.reports import summaries
from analytics.reports.models import Origin
from analytics.reports.vocabulary import ORIGINS
from analytics.targets import choices
from analytics.targets import queries as targets
from analytics.targets.models import TargetState
from core.dates import add_months, month_start, tokyo_day
from core.identity.permissions import Permission
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render

feature = Feature(__name__)


@feature.page("", at="/city", permission=Permission.CITY_HOME, area=Area.CITY)
def show(uow: UnitOfWork) -> ResponseReturnValue:
    this_month = month_start(tokyo_day(uow.now))
    report = reports.find_report(uow, add_months(this_month, -1), Origin.OWN)
    report = report or reports.find_report(uow, this_month, Origin.OWN)
    return render(
        "analytics/home/show.html",
        report=report,
        change=summaries.of_change(report) if report else "",
        totals=reports.month_totals(uow, Origin.OWN),
        source=str(ORIGINS[Origin.OWN]),
        open_targets=targets.list_targets(uow, TargetState.OPEN),
        kinds=choices.KINDS,
        amount=choices.amount,
    )
