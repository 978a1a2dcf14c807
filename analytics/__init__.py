"""What the city learns: visits, sources, reports, targets."""

from flask import Flask

from analytics.sources import jobs as source_jobs
from analytics.sources import queries as source_queries
from analytics.sources.ports import SourceEntry, sources
from analytics.visits import jobs as visit_jobs
from analytics.visits import reading, serverside
from analytics.visits import views as visits
from analytics.visits.geo import GeoResolver
from core.jobs import jobs
from core.settings import Settings
from core.text import lazy
from core.web.navigation import Area
from core.web.scripts import PageScript, scripts


def init_app(app: Flask, settings: Settings) -> None:
    """Compose the package: features, hearers, answers to lower packages' questions."""
    _visits(app, settings)
    _sources(app, settings)


def _visits(app: Flask, settings: Settings) -> None:
    app.extensions[reading.EXTENSION] = GeoResolver(settings)
    scripts.add(PageScript("analytics/js/visit.js", frozenset({Area.SHOP})))
    visits.feature.register(app)
    serverside.init_app(app)
    jobs.add(visit_jobs.FORGET, visit_jobs.forget)
    jobs.every(visit_jobs.FORGET, minutes=10)


def _sources(_app: Flask, settings: Settings) -> None:
    sources.add(
        SourceEntry(
            "ga4", lazy("Google Analytics 4"), "analytics.sources.ga4", source_queries.has_ga4
        )
    )
    jobs.add_manual(source_jobs.PULL, source_jobs.Pull(settings))
    jobs.every(source_jobs.PULL, minutes=360)
