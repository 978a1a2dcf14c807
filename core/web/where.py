"""From an address to its view, template, test and permission in one step."""

import inspect
from pathlib import Path
from typing import cast

import click
from flask import Flask, current_app
from flask.cli import with_appcontext
from werkzeug.exceptions import HTTPException

from core.web.assets import ROOT
from core.web.feature import Page
from core.web.language import languages


def describe(page: Page) -> str:
    """`package/feature/views.py:line view · template · test · permission`."""
    view = inspect.unwrap(page.view)
    path = Path(inspect.getsourcefile(view) or "").resolve().relative_to(ROOT)
    line = inspect.getsourcelines(view)[1]
    package, feature, name = page.endpoint.split(".")
    parts = [
        f"{path}:{line} {name}",
        f"{package}/templates/{package}/{feature}/{name}.html",
        f"tests/{package}/{feature}/test_views.py",
        f"permission {page.permission.value}",
    ]
    there = [part for part in parts[:3] if (ROOT / part.split(":")[0]).exists()]
    return " · ".join([*there, parts[3]])


@click.command("where")
@click.argument("address")
@with_appcontext
def where(address: str) -> None:
    """Print which view, template and test answer an address."""
    adapter = current_app.url_map.bind("localhost")
    path = address.split("?", maxsplit=1)[0]
    for method in ("GET", "POST"):
        try:
            endpoint = cast("str", adapter.match(path, method=method)[0])
        except HTTPException:
            continue
        pages = cast("dict[str, Page]", current_app.extensions["pages"])
        click.echo(describe(pages[endpoint]) if endpoint in pages else endpoint)
        return
    codes = ", ".join(form.code for form in languages().forms)
    raise click.ClickException(f"No page answers {path} (languages: {codes}).")


def init_app(app: Flask) -> None:
    app.cli.add_command(where)
