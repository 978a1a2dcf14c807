"""The composition root: the only file that knows every package."""

import gc
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix

import analytics
import i18n
import promotion
import shop
import vendors
from core import composition as core
from core import logging
from core import settings as settings_module
from core.settings import Payments, Settings
from core.unit_of_work import Database
from core.web.kept import FRESH_SECONDS, Keeper
from shop.payments.simulator.pages import create_pages
from shop.payments.simulator.settings import SimulatorSettings

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

PACKAGES = (i18n, shop, vendors, promotion, analytics)


def create_app(
    settings: Settings | None = None, database: Database | None = None, *, testing: bool = False
) -> Flask:
    """Build the application. Raises SettingsError for an incomplete or unsafe environment."""
    settings = settings or settings_module.load()
    logging.configure(settings)
    app = Flask("market", static_folder=None, template_folder=None)
    app.testing = testing
    app.url_map.redirect_defaults = False
    i18n.answer_core()
    database = database or core.open_database(settings)
    core.init_app(app, settings, database)
    for package in PACKAGES:
        package.init_app(app, settings)
    application = _with_simulator(app.wsgi_app, settings)
    keeper = Keeper(application, database, fresh_seconds=0 if testing else FRESH_SECONDS)
    app.wsgi_app = keeper  # pyright: ignore[reportAttributeAccessIssue]
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(keeper, x_for=count, x_proto=count, x_host=count)  # pyright: ignore[reportAttributeAccessIssue]
    return app


def _with_simulator(application: "WSGIApplication", settings: Settings) -> "WSGIApplication":
    """The pay pages of the payment simulator under /simulator, so that one port is enough."""
    if settings.effective_payments is not Payments.SIMULATOR:
        return application
    simulated = SimulatorSettings(
        state_file=settings.data.resolve() / "simulator.sqlite3",
        public_base=f"{settings.effective_public_url}/simulator",
        webhook_url=f"http://127.0.0.1:{settings.port}/hooks/stripe",
        webhook_secret=settings.effective_webhook_secret,
        merchant_name="焼津デジタル市場",
        merchant_lang="ja",
    )
    return DispatcherMiddleware(application, {"/simulator": create_pages(simulated)})


def __getattr__(name: str) -> Flask:
    """Servers ask for `wsgi:app`; importing the module alone builds nothing."""
    if name == "app":
        app = create_app()
        gc.freeze()  # what was built stays: collections need not walk through it again
        return app
    raise AttributeError(name)
