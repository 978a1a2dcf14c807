"""A copy as a file: one page for people, one text for machines, in a zip."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any, Final, cast
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from core.privacy.ports import Part
from core.text import gettext

STYLE: Final = (
    "body{font:16px/1.6 system-ui,sans-serif;margin:2rem auto;max-width:50rem;padding:0 1rem}"
    "dl{border-top:1px solid #ccc;padding-top:.5rem}dt{color:#555}dd{margin:0 0 .5rem}"
)


def archive_of(parts: Sequence[Part], locale: str, now: datetime) -> bytes:
    """The zip with `index.html` and `data.json`."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, text in (("index.html", page_of(parts, locale)), ("data.json", json_of(parts))):
            entry = ZipInfo(name, now.timetuple()[:6])
            entry.external_attr = 0o600 << 16
            archive.writestr(entry, text, ZIP_DEFLATED)
    return out.getvalue()


def json_of(parts: Sequence[Part]) -> str:
    """The parts by their keys."""
    tables: dict[str, list[Mapping[str, Any]]] = {}
    for part in parts:
        tables.setdefault(part.key, []).extend(part.rows)
    return json.dumps(tables, ensure_ascii=False, indent=2, sort_keys=True)


def page_of(parts: Sequence[Part], locale: str) -> str:
    """The parts under their titles, readable without anything but a browser."""
    title = escape(gettext("What the Yaizu Digital Market keeps about you"))
    body = "".join(_part(part) for part in parts)
    return (
        f'<!doctype html><html lang="{escape(locale)}"><head><meta charset="utf-8">'
        f"<title>{title}</title><style>{STYLE}</style></head>"
        f"<body><h1>{title}</h1>{body}</body></html>"
    )


def _part(part: Part) -> str:
    rows = "".join(_value(row) for row in part.rows)
    empty = "" if rows else f"<p>{escape(gettext('Nothing.'))}</p>"
    return f"<section><h2>{escape(str(part.title))}</h2>{rows}{empty}</section>"


def _value(value: Any) -> str:
    """A value as markup: mappings as terms, lists as lists, the rest as text."""
    if isinstance(value, Mapping):
        pairs = cast("Mapping[str, Any]", value)
        inside = "".join(
            f"<dt>{escape(str(name))}</dt><dd>{_value(each)}</dd>" for name, each in pairs.items()
        )
        return f"<dl>{inside}</dl>"
    if isinstance(value, list):
        items = cast("list[Any]", value)
        return "<ul>" + "".join(f"<li>{_value(each)}</li>" for each in items) + "</ul>"
    return escape("" if value is None else str(value))
