"""The beacon that says a page was seen: kept pages are answered below Flask and cannot."""

from http import HTTPStatus

from flask import Response, request
from werkzeug.exceptions import TooManyRequests

from analytics.visits import reading, service
from analytics.visits.gate import Gate
from analytics.visits.models import DropReason, EventKind
from analytics.visits.service import Hit
from core.identity.permissions import Permission
from core.unit_of_work import SYSTEM, UnitOfWork
from core.web.feature import Feature, Transaction
from core.web.state import market
from shop.catalogue import facts as catalogue

feature = Feature(__name__)
gate = Gate()


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
    if not gate.admits(reading.visitor().network):
        raise TooManyRequests(retry_after=60)
    with market().database.unit_of_work(SYSTEM) as uow:
        reason = reading.refusal() or _count(uow)
        if reason:
            service.drop(uow, reason)
    return Response(status=HTTPStatus.NO_CONTENT)


def _count(uow: UnitOfWork) -> DropReason | None:
    page = reading.page_at(request.form.get("address", "")[:2000])
    if page is None:
        return DropReason.NOT_A_PAGE
    hits = [Hit(EventKind.VIEW)]
    if page.product_slug and (found := catalogue.find_product_id(uow.session, page.product_slug)):
        hits.append(Hit(EventKind.VIEW_PRODUCT, found))
    counted = service.count(
        uow,
        visitor=reading.visitor(),
        pepper=market().settings.effective_secret_key,
        traits=reading.traits_of(page, request.form.get("referrer", "")[:2000]),
        hits=hits,
    )
    return None if counted else DropReason.TOO_MANY
