"""One plain sentence for each table: what somebody should see in it first."""

from analytics.reports.models import ReportAttribute
from analytics.reports.queries import Report, Table
from core.text import gettext
from i18n import formatting


def of_table(table: Table) -> str:
    """What leads, and by how much."""
    known = [line for line in table.lines if line.visits]
    if not known:
        return gettext("No visits were counted.")
    first = known[0]
    words = {"first": first.label, "share": formatting.percent(first.share)}
    if len(known) == 1:
        return gettext("All visits are of one kind: %(first)s.", first=first.label)
    if table.attribute is ReportAttribute.COUNTRY:
        abroad = sum(line.share for line in known if line.value not in {"JP", "ZZ", "other"})
        return gettext(
            "%(first)s leads with %(share)s of the visits; %(abroad)s came from named countries"
            " and regions outside Japan.",
            abroad=formatting.percent(abroad, digits=1),
            **words,
        )
    return gettext(
        "%(first)s leads with %(share)s of the visits, followed by %(second)s with"
        " %(second_share)s.",
        second=known[1].label,
        second_share=formatting.percent(known[1].share),
        **words,
    )


def of_change(report: Report) -> str:
    """How the month's visits compare with a year before, or else with the month before."""
    total = report.total
    if total.year_before:
        ratio = total.visits / total.year_before - 1
        share = formatting.percent(abs(ratio), digits=1)
        if ratio >= 0:
            return gettext("%(share)s more than a year before", share=share)
        return gettext("%(share)s fewer than a year before", share=share)
    if total.month_before:
        ratio = total.visits / total.month_before - 1
        share = formatting.percent(abs(ratio), digits=1)
        if ratio >= 0:
            return gettext("%(share)s more than in the month before", share=share)
        return gettext("%(share)s fewer than in the month before", share=share)
    return ""
