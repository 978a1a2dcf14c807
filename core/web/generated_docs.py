"""The pages of docs/ that are written from the code: addresses, events, settings, jobs, ports."""

import inspect
from typing import Any, cast

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from core.jobs import jobs
from core.settings import Settings
from core.unit_of_work import after_commit, in_transaction
from core.web.assets import ROOT
from core.web.feature import Page

docs_group = AppGroup("docs", help="Generated documentation.")
HEAD = "<!-- Written by `make docs`; a test compares it with the code. -->\n\n"


def first_line(thing: object) -> str:
    return (inspect.getdoc(thing) or "").split("\n")[0]


def addresses(app: Flask) -> str:
    """docs/urls.md"""
    pages = cast("dict[str, Page]", app.extensions["pages"])
    lines = [
        f"| `{page.rule}` | {', '.join(page.methods)} | `{page.endpoint}` | {page.permission.value} |"
        for page in sorted(pages.values(), key=lambda page: page.rule)
    ]
    table = ["| address | methods | view | permission |", "| --- | --- | --- | --- |", *lines]
    return "# Addresses\n\n" + HEAD + "\n".join(table) + "\n"


def events(_app: Flask) -> str:
    """docs/events.md"""
    known: dict[str, list[str]] = {}
    for event, hearers in in_transaction.table().items():
        known.setdefault(f"`{event.name}`: {first_line(event)}", []).extend(
            f"`{hearer.__module__}.{getattr(hearer, '__qualname__', hearer)}` in the same transaction"
            for hearer in hearers
        )
    for event, names in after_commit.table().items():
        known.setdefault(f"`{event.name}`: {first_line(event)}", []).extend(
            f"job `{name}` after commit" for name in names
        )
    parts = [
        f"- {event}\n" + "".join(f"  - {way}\n" for way in sorted(ways))
        for event, ways in sorted(known.items())
    ]
    return "# Events and who hears them\n\n" + HEAD + "".join(parts)


def settings(_app: Flask) -> str:
    """docs/settings.md"""
    fields = cast("dict[str, Any]", Settings.model_fields)
    lines = [
        f"| `{name.upper()}` | {field.description} | `{field.default}` |"
        for name, field in fields.items()
    ]
    table = ["| name | meaning | default |", "| --- | --- | --- |", *lines]
    return "# Settings\n\n" + HEAD + "\n".join(table) + "\n"


def background(_app: Flask) -> str:
    """docs/jobs.md"""
    lines: list[str] = []
    for name in jobs.names():
        if name.startswith("test."):
            continue
        periodic = jobs.periodic.get(name)
        when = "when caused"
        if periodic is not None:
            hour = periodic.at_hour
            when = (
                f"every {periodic.minutes} min" if hour is None else f"daily from {hour}:00, Tokyo"
            )
        lines.append(f"| `{name}` | {when} |")
    return "# Jobs\n\n" + HEAD + "\n".join(["| job | runs |", "| --- | --- |", *lines]) + "\n"


PAGES = {"urls.md": addresses, "events.md": events, "settings.md": settings, "jobs.md": background}


@docs_group.command()
def write() -> None:
    """Write the generated pages."""
    for name, make in PAGES.items():
        (ROOT / "docs" / name).write_text(make(current_app), encoding="utf-8")
        click.echo(f"docs/{name}")


def init_app(app: Flask) -> None:
    app.cli.add_command(docs_group)
