"""The monthly report as a file that a spreadsheet opens rightly."""

import csv
import io

from analytics.reports.queries import Line, Report
from analytics.reports.vocabulary import ORIGINS
from core.text import gettext


def month_csv(report: Report) -> bytes:
    """UTF-8 with a mark at the start and CRLF, as spreadsheets of city halls expect it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_heads())
    state = gettext("Provisional") if report.is_provisional else gettext("Final")
    common = [report.month.strftime("%Y-%m"), str(ORIGINS[report.origin]), state]
    sample = gettext("yes") if report.has_sample else gettext("no")
    writer.writerow([*common, sample, gettext("Total"), "", "", *_figures(report.total)])
    for table in report.tables:
        for line in table.lines:
            row = [*common, sample, table.title, line.value, line.label, *_figures(line)]
            writer.writerow([_safe(cell) for cell in row])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _heads() -> list[str]:
    return [
        gettext("Month"),
        gettext("Source"),
        gettext("State"),
        gettext("Contains sample data"),
        gettext("Attribute"),
        gettext("Code"),
        gettext("Name"),
        gettext("Visits"),
        gettext("Share of visits"),
        gettext("Visits in the month before"),
        gettext("Visits a year before"),
        gettext("Pages seen"),
        gettext("Purchases"),
        gettext("Orders"),
        gettext("Revenue in yen"),
    ]


def _figures(line: Line) -> list[object]:
    before = [n if n is not None else "" for n in (line.month_before, line.year_before)]
    figures = [line.views, line.purchases, line.orders, line.revenue]
    return [line.visits, f"{line.share:.4f}", *before, *figures]


def _safe(cell: object) -> object:
    """A text that a spreadsheet would take for a formula is marked as text."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@"} else cell
