"""Operators' command: `flask --app wsgi currencies import FILE`."""

from pathlib import Path
from typing import Final

import click
from flask.cli import AppGroup

from core.errors import DomainError
from core.unit_of_work import SYSTEM
from core.web.state import market
from shop.currencies import service

currencies_group: Final = AppGroup("currencies", help="Exchange rates for estimates.")


@currencies_group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_file(file: Path) -> None:
    """Take the European Central Bank's XML, or a CSV with day, currency and per_100_yen."""
    with market().database.unit_of_work(SYSTEM) as uow:
        try:
            count = service.take_file(uow, file.read_bytes(), source=file.name[:120])
        except DomainError as error:
            raise click.ClickException(str(error)) from None
    click.echo(f"Rates taken: {count}.")
