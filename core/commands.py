"""Operators' commands: `flask --app wsgi database|sample|jobs|worker …`."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy import Engine, func, select, update

from core import migrations, reference, sample
from core.jobs import jobs, run_due
from core.outbox import Job
from core.settings import Settings
from core.unit_of_work import SYSTEM, Database
from core.worker import Relay, work

database_group = AppGroup("database", help="Migrate, back up and restore the database.")
sample_group = AppGroup("sample", help="The sample market.")
jobs_group = AppGroup("jobs", help="See and repeat background jobs.")


class Operator:
    """What commands work on."""

    def __init__(self, settings: Settings, database: Database, relay: Relay) -> None:
        self.settings, self.database, self.relay = settings, database, relay

    @property
    def engine(self) -> Engine:
        return cast("Engine", self.database.sessions.kw["bind"])


_operator: list[Operator] = []


def operator() -> Operator:
    return _operator[0]


@database_group.command()
@click.argument("revision", default="head")
def upgrade(revision: str) -> None:
    """Move the database to the newest (or a given) migration, and take in new reference data."""
    migrations.upgrade(operator().engine, revision)
    if revision == "head":
        _take_reference_data_in()
    click.echo(f"The database is at {migrations.current(operator().engine)}.")


def _take_reference_data_in() -> None:
    for each in reference.lists:
        with operator().database.unit_of_work(SYSTEM) as uow:
            count = each.load(uow)
        if count:
            click.echo(f"{each.name}: {count} rows taken in.")


@database_group.command()
@click.argument("revision")
def downgrade(revision: str) -> None:
    """Move the database back to a migration ("base" empties it)."""
    migrations.downgrade(operator().engine, revision)
    click.echo(f"The database is at {migrations.current(operator().engine)}.")


@database_group.command()
@click.argument("target", type=click.Path(path_type=Path))
def backup(target: Path) -> None:
    """Write a consistent copy while the market runs: an SQLite file, or a pg_dump archive."""
    url = operator().settings.effective_database_url
    if target.exists():
        raise click.ClickException(f"{target} exists already.")
    if url.startswith("sqlite"):
        with (
            closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as source,
            closing(sqlite3.connect(target)) as copy,
        ):
            source.backup(copy)
    else:
        _run("pg_dump", "--format=custom", f"--file={target}", _libpq(url))
    click.echo(f"Written: {target} ({target.stat().st_size:,} bytes).")


@database_group.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def restore(source: Path) -> None:
    """Replace the database by a backup; the replaced SQLite file is kept beside it. Stop the market first."""
    url = operator().settings.effective_database_url
    if url.startswith("sqlite"):
        _check_sqlite(source)
        operator().engine.dispose()
        _replace_sqlite(Path(url.removeprefix("sqlite:///")), source)
    else:
        _run("pg_restore", "--list", str(source))
        _run(
            "pg_restore",
            "--clean",
            "--if-exists",
            "--single-transaction",
            "--no-owner",
            f"--dbname={_libpq(url)}",
            str(source),
        )
    click.echo("Restored.")


def _replace_sqlite(path: Path, source: Path) -> None:
    """Put a copy in place at once, and keep the old database with its write-ahead log."""
    copy = path.with_suffix(".restoring")
    shutil.copyfile(source, copy)
    if path.exists():
        kept = path.with_suffix(f".before-restore-{datetime.now(UTC):%Y%m%d%H%M%S}")
        for suffix in ("-wal", "-shm", ""):
            part = Path(f"{path}{suffix}")
            if part.exists():
                part.replace(f"{kept}{suffix}")
        click.echo(f"The replaced database is kept as {kept}.")
    copy.replace(path)


def _check_sqlite(source: Path) -> None:
    connection = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
    try:
        answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
        connection.execute("SELECT version_num FROM alembic_version").fetchone()
    except sqlite3.DatabaseError as error:
        answer = str(error)
    finally:
        connection.close()
    if answer != "ok":
        raise click.ClickException(f"{source} is not a sound backup of a market: {answer}.")


def _libpq(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def _run(*command: str) -> None:
    if shutil.which(command[0]) is None:
        raise click.ClickException(f"{command[0]} is missing: apt-get install postgresql-client")
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        raise click.ClickException(done.stderr.strip())


@sample_group.command("load")
def load_sample() -> None:
    """Load the sample market into an empty database: all of it or nothing."""
    database = operator().database
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        if not sample.is_empty(uow):
            click.echo("The database is not empty: the sample market was left alone.")
            return
    with database.unit_of_work(SYSTEM) as uow:
        for step in sample.in_order():
            click.echo(f"  {step.say} …")
            step.load(uow)
    click.echo("  Background work …")
    run_due(database, rounds=50)


@jobs_group.command("list")
def list_jobs() -> None:
    """Waiting and failed jobs, by name."""
    with operator().database.unit_of_work(SYSTEM, read_only=True) as uow:
        rows = uow.session.execute(
            select(Job.name, func.count(), func.count(Job.failed_at))
            .where(Job.done_at.is_(None))
            .group_by(Job.name)
            .order_by(Job.name)
        ).all()
    for name, waiting, failed in rows:
        click.echo(f"{name}: {waiting - failed} waiting, {failed} failed")
    if not rows:
        click.echo("Nothing waits.")


@jobs_group.command("retry")
def retry_jobs() -> None:
    """Give failed jobs another chance."""
    with operator().database.unit_of_work(SYSTEM) as uow:
        ids = uow.session.scalars(
            update(Job)
            .where(Job.failed_at.is_not(None))
            .values(failed_at=None, attempts=0, run_after=uow.now)
            .returning(Job.id)
        ).all()
    click.echo(f"Jobs that will be tried again: {len(ids)}.")


@jobs_group.command("names")
def job_names() -> None:
    """Every kind of job, and when the clock starts it."""
    for name in jobs.names():
        periodic = jobs.periodic.get(name)
        when = ""
        if periodic is not None:
            hour = periodic.at_hour
            when = f" every {periodic.minutes} min" if hour is None else f" daily at {hour}:00"
        click.echo(name + when)


@click.command("worker")
@click.option("--threads", default=2, show_default=True, help="Jobs done at the same time.")
def worker(threads: int) -> None:
    """Do background work until stopped."""
    work(operator().relay, threads=threads)


def server_of(url: str) -> str:
    """The part of a database address that may be shown: no name, no password."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname or ''}{parts.path}"


def init_app(app: Flask, settings: Settings, database: Database, relay: Relay) -> None:
    _operator[:] = [Operator(settings, database, relay)]
    for group in (database_group, sample_group, jobs_group, worker):
        app.cli.add_command(group)
