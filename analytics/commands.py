"""Operators' commands: `flask --app wsgi analytics …`."""

from datetime import date, datetime

import click
from flask.cli import AppGroup, with_appcontext
from sqlalchemy import select

from analytics.reports import preparing, service
from analytics.sources import jobs
from analytics.sources.models import PullState, SourcePull
from analytics.sources.ports import sources
from core.dates import tokyo_day
from core.unit_of_work import SYSTEM
from core.web.state import market

group = AppGroup("analytics", help="Figures of visitors and sales.")
DAY = click.DateTime(formats=["%Y-%m-%d"])


@group.command()
@click.option("--from", "first", type=DAY, help="First day, also of days that are final.")
@click.option("--to", "last", type=DAY, help="Last day; today when left out.")
@with_appcontext
def pull(first: datetime | None, last: datetime | None) -> None:
    """Fetch the figures of every source that is set up."""
    settings, database = market().settings, market().database
    entries = [entry for entry in sources if entry.is_configured(settings)]
    if not entries:
        raise click.ClickException("No source is set up: set GA4_PROPERTY.")
    puller = jobs.Pull(settings)
    for entry in entries:
        puller.pull(database, entry, _date(first), _date(last), limit=100)
        with database.unit_of_work(SYSTEM, read_only=True) as uow:
            newest = select(SourcePull).where(SourcePull.source == entry.key)
            done = uow.session.scalars(newest.order_by(SourcePull.id.desc()).limit(1)).one()
        click.echo(f"{entry.key}: {done.state.value}, {done.days} days. {done.message}")
        if done.state is PullState.FAILED:
            raise click.ClickException(f"{entry.key}: {done.fault}")


@group.command()
@click.option("--from", "first", type=DAY, required=True, help="First day of sales.")
@with_appcontext
def prepare(first: datetime) -> None:
    """Load sales again since a day and make the monthly tables."""
    database = market().database
    with database.unit_of_work(SYSTEM) as uow:
        count = service.load_sales(uow, first.date(), tokyo_day(uow.now))
        months = preparing.months_to_prepare(uow)
        for month in months:
            preparing.prepare(uow, month)
    click.echo(f"{count} orders, {len(months)} months.")


def _date(value: datetime | None) -> date | None:
    return value.date() if value else None
