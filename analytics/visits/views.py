"""The beacon that says a page was seen: kept pages are answered below Flask and cannot."""

from http import HTTPStatus

from flask import Response, request
from werkzeug.exceptions import TooManyRequests

from analytics.visits import reading
from analytics.visits.batch import Seen
from analytics.visits.models import DropReason, EventKind
from analytics.visits.service import Hit
from core.identity.permissions import Permission
from core.web.feature import Feature, Transaction

feature = Feature(__name__)


@feature.page(
    "",
    at="/-/visit",
    has_language=False,
    permission=Permission.PUBLIC,
    post_only=True,
    takes_token=False,
    transaction=Transaction.MANUAL,
)
def seen() -> Response:
    """Count a page view. The answer is always empty: nobody learns whether they were counted."""
    if not reading.batch().gate.admits(reading.visitor().network):
        raise TooManyRequests(retry_after=60)
    reading.batch().add(reading.refusal() or _seen())
    return Response(status=HTTPStatus.NO_CONTENT)


def _seen() -> Seen | DropReason:
    page = reading.page_at(request.form.get("address", "")[:2000])
    if page is None:
        return DropReason.NOT_A_PAGE
    traits = reading.traits_of(page, request.form.get("referrer", "")[:2000])
    return Seen(reading.visitor(), traits, (Hit(EventKind.VIEW),), page.product_slug)
