"""How many businesses the staff checked, for the page that tells buyers so."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select

from core.text import gettext
from core.unit_of_work import UnitOfWork
from i18n import formatting
from shop.pages.ports import Measure
from vendors.onboarding.models import Application
from vendors.onboarding.states import ApplicationState


def applications(uow: UnitOfWork, since: datetime) -> Sequence[Measure]:
    """Decisions since an instant: accepted and refused, one statement."""
    decided = (
        select(Application.state, func.count())
        .where(Application.decided_at >= since)
        .group_by(Application.state)
    )
    counts = dict(uow.session.execute(decided).all())
    return [
        Measure(title, formatting.number(counts.get(state, 0)))
        for title, state in (
            (gettext("Applications checked and accepted"), ApplicationState.APPROVED),
            (gettext("Applications checked and refused"), ApplicationState.REFUSED),
        )
    ]
