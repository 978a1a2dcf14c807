"""Composes the kernel; apart from the package itself, so that reading settings stays light."""

from datetime import timedelta
from functools import partial

from flask import Flask
from sqlalchemy.orm import sessionmaker

from core import commands, health, logging
from core.audit import views as audit_views
from core.database import create_engine
from core.identity import composition as identity
from core.identity import views as identity_views
from core.jobs import jobs
from core.mail import jobs as mail_jobs
from core.mail import views as mail_views
from core.mail.render import render as render_mail
from core.mail.service import DELIVER
from core.mail.transport import transport_of
from core.media import service as media
from core.media import views as media_views
from core.media.storage import storage_of
from core.members import views as members_views
from core.settings import Settings
from core.unit_of_work import Database
from core.web import (
    assets,
    consent,
    errors,
    generated_docs,
    limits,
    pages,
    security,
    styleguide,
    where,
)
from core.web.state import EXTENSION, Market
from core.worker import Relay


def open_database(settings: Settings) -> Database:
    """The market's database, for a web server, a worker or a command."""
    engine = create_engine(settings.effective_database_url)
    return Database(sessions=sessionmaker(engine, expire_on_commit=False))


def init_app(app: Flask, settings: Settings, database: Database) -> None:
    """Compose the kernel."""
    app.extensions[EXTENSION] = Market(settings=settings, database=database)
    app.extensions.setdefault("pages", {})
    logging.init_app(app)
    security.init_app(app, settings)
    assets.init_app(app)
    pages.init_app(app, settings)
    consent.init_app()
    errors.init_app(app)
    health.init_app(app)
    styleguide.init_app(app)
    where.init_app(app)
    generated_docs.init_app(app)
    identity.init_app(app, settings, database)
    identity_views.init_app(app)
    members_views.init_app(app)
    audit_views.init_app(app)
    media.use_storage(storage_of(settings))
    media_views.init_app(app)
    mail_views.init_app(app)
    jobs.lease = timedelta(seconds=settings.job_lease_seconds)
    relay = Relay(settings, database)
    database.kick = relay.kick
    commands.init_app(app, settings, database, relay)
    _add_jobs(app, settings)


def _add_jobs(app: Flask, settings: Settings) -> None:
    jobs.add_manual(media.RENDER, media.render)
    render = partial(render_mail, app.jinja_env)
    jobs.add_manual(DELIVER, mail_jobs.Deliver(render, transport_of(settings)))
    jobs.add(mail_jobs.FORGET, mail_jobs.forget_old)
    jobs.every(mail_jobs.FORGET, minutes=0, at_hour=4)
    jobs.add("core.web.forget_rate_counters", limits.forget_old)
    jobs.every("core.web.forget_rate_counters", minutes=0, at_hour=4)
