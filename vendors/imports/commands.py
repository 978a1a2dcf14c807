"""Operators' commands: `flask --app wsgi catalogue import|export`."""

from dataclasses import replace
from pathlib import Path
from typing import Final

import click
from flask.cli import AppGroup
from sqlalchemy import select

from core.errors import DomainError
from core.unit_of_work import SYSTEM, UnitOfWork
from core.web.state import market
from shop.storefronts.models import Storefront
from vendors.imports import applying, export
from vendors.imports.export import FileKind
from vendors.imports.planning import Outcome, Plan, Problem, plan
from vendors.imports.reading import read

catalogue_group: Final = AppGroup("catalogue", help="A business's catalogue as a file.")


def _organisation(uow: UnitOfWork, slug: str) -> int:
    found = uow.session.scalar(select(Storefront.organisation_id).where(Storefront.slug == slug))
    if found is None:
        raise click.ClickException(f"There is no shop with the address {slug}.")
    return found


@catalogue_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--organisation", required=True, help="The address of the shop, such as maruyama.")
@click.option("--continue", "goes_on", is_flag=True, help="Leave bad lines out, take the others.")
@click.option("--apply", "does_it", is_flag=True, help="Do it; without this it is only shown.")
def import_file(file: Path, organisation: str, *, goes_on: bool, does_it: bool) -> None:
    """Look a file through, and with --apply do what it says."""
    database = market().database
    with database.unit_of_work(SYSTEM, read_only=True) as uow:
        own = _organisation(uow, organisation)
        try:
            sheet = read(file.read_bytes())
            found = plan(uow.session, own, sheet)
        except DomainError as error:
            raise click.ClickException(str(error)) from None
    problems = list(found.problems)
    is_applied = does_it and (goes_on or not problems)
    for part in applying.batches(sheet) if is_applied else []:
        with database.unit_of_work(replace(SYSTEM, organisation_id=own)) as uow:
            done = applying.apply(uow, part, goes_on=goes_on)
        problems += [problem for problem in done.problems if problem not in done.plan.problems]
        if not done.is_applied:
            _say(found, problems)
            raise click.ClickException("Stopped: what is done stays, run it again to go on.")
    _say(found, problems)
    if does_it and not is_applied:
        raise click.ClickException("Nothing was changed: some lines are bad (see --continue).")
    click.echo("Done." if is_applied else "Nothing was changed (see --apply).")


def _say(found: Plan, problems: list[Problem]) -> None:
    for problem in problems:
        place = f"line {problem.line}" + (f", {problem.column}" if problem.column else "")
        click.echo(f"{place}: {problem.reason}", err=True)
    click.echo(", ".join(f"{found.count(outcome)} {outcome.value}" for outcome in Outcome))


@catalogue_group.command("export")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--organisation", required=True, help="The address of the shop, such as maruyama.")
@click.option("--kind", type=click.Choice([kind.value for kind in FileKind]), default="xlsx")
@click.option("--japanese", is_flag=True, help="Japanese headings.")
def export_file(file: Path, organisation: str, kind: str, *, japanese: bool) -> None:
    """Write a shop's catalogue into a file."""
    with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
        own = _organisation(uow, organisation)
        try:
            content = export.write(uow.session, own, FileKind(kind), in_japanese=japanese)
        except DomainError as error:
            raise click.ClickException(str(error)) from None
    file.write_bytes(content)
    click.echo(f"Written: {file} ({len(content):,} bytes).")
