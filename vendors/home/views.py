"""The first screen of the office."""

from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render
from vendors.desk import organisation_of
from vendors.home import queries

feature = Feature(__name__)


@feature.page("", at="/office", permission=Permission.OFFICE_HOME, area=Area.OFFICE)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    return render("vendors/home/index.html", today=queries.today(uow, organisation_of(uow)))
