"""Where figures come from, and how far they can be trusted."""

from flask import flash, redirect
from flask.typing import ResponseReturnValue

from analytics.sources import jobs, queries, words
from analytics.sources.ports import sources
from analytics.visits import queries as visits
from analytics.visits import reading
from core.audit import service as audit
from core.errors import NotFoundError
from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from core.web.state import market

feature = Feature(__name__)


@feature.page("", permission=Permission.CITY_REPORTS_VIEW, area=Area.CITY)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    settings = market().settings
    own = visits.state_of(uow)
    return render(
        "analytics/sources/index.html",
        own=own,
        places=words.place_words(reading.geo().states),
        drop_rows=[[words.DROPS[reason], count] for reason, count in own.drops.items()],
        gap_words=words.gap_words,
        states=[queries.state_of(uow, entry, settings) for entry in sources],
        attributes=words.ATTRIBUTES,
        faults=words.FAULTS,
        limit_words=words.limit_words,
    )


@feature.page(
    "/<key>/pull", permission=Permission.CITY_SOURCES_EDIT, area=Area.CITY, post_only=True
)
def pull(uow: UnitOfWork, key: str) -> ResponseReturnValue:
    entry = next((entry for entry in sources if entry.key == key), None)
    if entry is None or not entry.is_configured(market().settings):
        raise NotFoundError
    uow.enqueue(jobs.PULL, {"source": key, "user_id": uow.actor.user_id})
    audit.record(uow, "city:source:pull", ("source", key))
    flash(gettext("The figures are being fetched. This page shows how it went."), "success")
    return redirect(url("analytics.sources.index"), 303)
