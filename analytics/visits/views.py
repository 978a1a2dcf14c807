"""The beacon that says a page was seen: kept pages are answered below Flask and cannot."""

from flask import Response, request

from analytics.visits import reading, service
from analytics.visits.models import DropReason, EventKind
from analytics.visits.service import Hit
from core.identity.permissions import Permission
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.state import market
from shop.catalogue import facts as catalogue

feature = Feature(__name__)


@feature.page(
    "",
    at="/-/visit",
    has_language=False,
    permission=Permission.PUBLIC,
    post_only=True,
    takes_token=False,
)
def seen(uow: UnitOfWork) -> Response:
    """Count a page view. The answer is always empty: nobody learns whether they were counted."""
    nothing = Response(status=204)
    if reason := reading.refusal():
        service.drop(uow, reason)
        return nothing
    page = reading.page_at(request.form.get("address", "")[:2000])
    if page is None:
        service.drop(uow, DropReason.NOT_A_PAGE)
        return nothing
    hits = [Hit(EventKind.VIEW)]
    if page.product_slug and (found := catalogue.find_product_id(uow.session, page.product_slug)):
        hits.append(Hit(EventKind.VIEW_PRODUCT, found))
    service.count(
        uow,
        visitor=reading.visitor(),
        pepper=market().settings.effective_secret_key,
        traits=reading.traits_of(page, request.form.get("referrer", "")[:2000]),
        hits=hits,
    )
    return nothing
