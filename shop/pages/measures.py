"""How the market is watched over: in words, and in figures counted when the page is made."""

from datetime import timedelta
from typing import Final

from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from core.identity.permissions import Permission
from core.text import gettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import render
from core.web.state import shows
from i18n import formatting
from shop.pages import operator, ports
from shop.storefronts.models import Storefront, StorefrontState

feature = Feature("shop.pages.measures")
A_YEAR: Final = timedelta(days=365)


@feature.page("/measures", permission=Permission.PUBLIC, is_kept=True)
def measures(uow: UnitOfWork) -> ResponseReturnValue:
    """Today's sellers, and what the desks did in the last twelve months."""
    shows("storefronts", "day")
    since = uow.now - A_YEAR
    figures = [_sellers(uow)]
    for answer in ports.measures:
        figures += answer(uow, since)
    return render(
        "shop/pages/measures.html",
        figures=figures,
        since=since,
        until=uow.now,
        contact=operator.contact("privacy"),
    )


def _sellers(uow: UnitOfWork) -> ports.Measure:
    is_open = Storefront.state == StorefrontState.OPEN
    count = uow.session.scalar(select(func.count()).where(is_open)) or 0
    return ports.Measure(gettext("Businesses that sell here today"), formatting.number(count))
