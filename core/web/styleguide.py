"""The page that shows every component, in every written form."""

from flask import Flask, Response

from core.identity.permissions import Permission
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import render

feature = Feature("core.styleguide")


@feature.page("/-/styleguide", permission=Permission.PUBLIC, at="")
def show(_uow: UnitOfWork) -> Response:
    """All components in the language of the address."""
    return render("core/web/styleguide.html")


def init_app(app: Flask) -> None:
    feature.register(app)
