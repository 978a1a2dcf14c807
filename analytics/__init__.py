"""What the city learns: visits, sources, reports, targets."""

from typing import cast

from flask import Flask

from analytics import commands, trail
from analytics.home import views as home
from analytics.reports import jobs as report_jobs
from analytics.reports import views as reports
from analytics.sample import market as sample
from analytics.sources import jobs as source_jobs
from analytics.sources import queries as source_queries
from analytics.sources import views as source_pages
from analytics.sources.events import SourcePulled
from analytics.sources.ports import SourceEntry, sources
from analytics.tagging import ga4 as tagging
from analytics.targets import views as targets
from analytics.visits import jobs as visit_jobs
from analytics.visits import reading, serverside, subscribers
from analytics.visits import views as visits
from analytics.visits.batch import SECONDS, Batch
from analytics.visits.geo import GeoResolver
from core.audit import actions as audit_actions
from core.identity.permissions import Permission
from core.jobs import jobs
from core.sample import SampleStep, steps
from core.settings import Settings
from core.text import lazy
from core.unit_of_work import after_commit, in_transaction
from core.web.navigation import Area, MenuItem, menu
from core.web.scripts import PageScript, scripts
from core.web.state import EXTENSION as MARKET
from core.web.state import Market
from shop.cart.events import GoodsPutIntoCart
from shop.checkout.ports import visit_sources
from shop.orders.events import OrderCancelled, OrderPaid, PurchasePlaced

MENU = tuple(
    MenuItem(Area.CITY, label, endpoint, permission, position, icon)
    for label, endpoint, permission, position, icon in (
        (lazy("Overview"), "analytics.home.show", Permission.CITY_HOME, 10, "home"),
        (
            lazy("Visitors and sales"),
            "analytics.reports.index",
            Permission.CITY_REPORTS_VIEW,
            20,
            "chart",
        ),
        (lazy("Targets"), "analytics.targets.index", Permission.CITY_REPORTS_VIEW, 30, "target"),
        (lazy("Sources"), "analytics.sources.index", Permission.CITY_REPORTS_VIEW, 40, "info"),
    )
)


def batch_of(app: Flask, settings: Settings) -> Batch:
    """What counts visits in this web server; tests see at once what was counted."""
    database = cast("Market", app.extensions[MARKET]).database
    seconds = 0 if app.testing else SECONDS
    return Batch(database, settings.effective_secret_key, seconds=seconds)


REQUEST_VISIT = serverside.RequestVisit()


def init_app(app: Flask, settings: Settings) -> None:
    """Compose the package: features, hearers, answers to lower packages' questions."""
    audit_actions.name(trail.ACTIONS, trail.KINDS)
    for item in MENU:
        menu.add(item)
    _visits(app, settings)
    _sources(app, settings)
    tagging.init_app()
    _reports(app)
    targets.feature.register(app)
    home.feature.register(app)
    app.cli.add_command(commands.group)
    steps.add(SampleStep(90, "Visits, tables and targets", sample.load))


def _visits(app: Flask, settings: Settings) -> None:
    app.extensions[reading.EXTENSION] = GeoResolver(settings)
    app.extensions[reading.BATCH] = batch_of(app, settings)
    scripts.add(PageScript("analytics/js/visit.js", frozenset({Area.SHOP})))
    visits.feature.register(app)
    serverside.init_app(app)
    visit_sources.add(REQUEST_VISIT)
    in_transaction.subscribe(GoodsPutIntoCart, subscribers.note_cart)
    in_transaction.subscribe(PurchasePlaced, subscribers.note_purchase)
    jobs.add(visit_jobs.FORGET, visit_jobs.forget)
    jobs.every(visit_jobs.FORGET, minutes=10)


def _sources(app: Flask, settings: Settings) -> None:
    sources.add(
        SourceEntry(
            "ga4", lazy("Google Analytics 4"), "analytics.sources.ga4", source_queries.has_ga4
        )
    )
    source_pages.feature.register(app)
    jobs.add_manual(source_jobs.PULL, source_jobs.Pull(settings))
    jobs.every(source_jobs.PULL, minutes=360)


def _reports(app: Flask) -> None:
    reports.feature.register(app)
    jobs.add(report_jobs.LOAD_SALE, report_jobs.load_sale)
    jobs.add(report_jobs.PREPARE, report_jobs.prepare)
    jobs.add(report_jobs.PREPARE_AND_HEAL, report_jobs.prepare_and_heal)
    jobs.every(report_jobs.PREPARE, minutes=10)
    jobs.every(report_jobs.PREPARE_AND_HEAL, minutes=0, at_hour=3)
    after_commit.subscribe(OrderPaid, report_jobs.LOAD_SALE)
    after_commit.subscribe(OrderCancelled, report_jobs.LOAD_SALE)
    after_commit.subscribe(SourcePulled, report_jobs.PREPARE)
