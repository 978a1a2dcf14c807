"""Pages of a business's own figures."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import current_locale
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render
from i18n import formatting
from vendors.desk import organisation_of
from vendors.figures import queries
from vendors.figures.queries import Figure

feature = Feature(__name__)


@feature.page("", permission=Permission.OFFICE_FIGURES_VIEW, area=Area.OFFICE)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    found = queries.of_business(uow, organisation_of(uow), current_locale())
    return render(
        "vendors/figures/index.html",
        found=found,
        months=_bars(found.months, _month, is_provisional_last=True),
        products=_bars(found.products, lambda key: found.names.get(key, key)),
        countries=_bars(found.countries, formatting.country),
        languages=_bars(found.languages, formatting.language),
        best=found.products[0] if found.products else None,
    )


def _bars(
    figures: Sequence[Figure],
    label: Callable[[str], str],
    *,
    is_provisional_last: bool = False,
) -> list[dict[str, Any]]:
    """Figures as the charts draw them."""
    last = figures[-1] if figures else None
    return [
        {
            "label": label(one.key),
            "value": one.amount,
            "text": formatting.yen(one.amount),
            "provisional": is_provisional_last and one is last,
            "orders": one.orders,
            "pieces": one.pieces,
        }
        for one in figures
    ]


def _month(key: str) -> str:
    return formatting.month(date.fromisoformat(f"{key}-01"))
