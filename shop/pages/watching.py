"""Notices and reviews as figures of the page that says how the market is watched over."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.text import gettext, ngettext
from core.unit_of_work import UnitOfWork
from i18n import formatting
from shop.notices import facts as notices
from shop.notices.states import Outcome
from shop.pages.ports import Measure
from shop.reviews import facts as reviews


def notice_figures(uow: UnitOfWork, since: datetime) -> Sequence[Measure]:
    """What was reported since an instant, and what came of it."""
    found = notices.figures(uow.session, since)
    acted = sum(
        found.by_outcome.get(outcome, 0)
        for outcome in (Outcome.REMOVED, Outcome.CORRECTED, Outcome.PASSED_ON)
    )
    lines = [
        Measure(gettext("Notices about listings received"), formatting.number(found.received)),
        Measure(gettext("Notices after which something was done"), formatting.number(acted)),
    ]
    if found.median is not None:
        days = max(1, -(-found.median // timedelta(days=1)))
        said = ngettext("%(num)s day", "%(num)s days", days)
        lines.append(Measure(gettext("Half of the notices were decided within"), said))
    return lines


def review_figures(uow: UnitOfWork, _since: datetime) -> Sequence[Measure]:
    """Reviews that stand on pages now, and those that are hidden."""
    found = reviews.figures(uow.session)
    return (
        Measure(gettext("Reviews shown"), formatting.number(found.shown)),
        Measure(
            gettext("Reviews hidden by the staff, each for a reason its writer was told"),
            formatting.number(sum(found.hidden.values())),
        ),
    )
