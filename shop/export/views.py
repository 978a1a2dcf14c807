"""Choosing where goods shall go."""

from urllib.parse import urlsplit

from flask import Response, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.pages import url
from shop.export import destination

feature = Feature(__name__)


@feature.page("/destination", permission=Permission.PUBLIC, post_only=True, takes_token=False)
def choose(uow: UnitOfWork) -> ResponseReturnValue:  # noqa: ARG001 - every view is called alike
    """Keep the country and go back to the page it was chosen on."""
    response: Response = redirect(_back(request.form.get("next", "")), 303)  # pyright: ignore[reportAssignmentType]
    destination.remember(response, request.form.get("country", ""))
    return response


def _back(asked: str) -> str:
    """A page of ours; the shelves for anything that leads elsewhere."""
    parts = urlsplit(asked)
    is_ours = not parts.scheme and not parts.netloc and parts.path.startswith("/")
    is_plain = "\\" not in asked and not asked.startswith("//")
    return asked if is_ours and is_plain else url("shop.catalogue.index")
