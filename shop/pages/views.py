"""The first page, and what everybody should be able to read."""

from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import current_locale
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import render
from core.web.state import shows
from shop.catalogue import queries as catalogue

feature = Feature(__name__)


@feature.page("/", at="", permission=Permission.PUBLIC, is_kept=True)
def home(uow: UnitOfWork) -> ResponseReturnValue:
    shows("catalogue", "storefronts", "media", "day")
    return render(
        "shop/pages/home.html",
        highlights=catalogue.highlights(uow, current_locale()),
        categories=catalogue.list_categories(uow, current_locale()),
    )
