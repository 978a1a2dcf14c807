"""Counting what needs no script: goods put into the cart, checkouts begun, purchases placed."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import structlog
from flask import Flask, Response, request
from sqlalchemy.exc import SQLAlchemyError

from analytics.visits import noting, reading, service
from analytics.visits.models import EventKind
from core.unit_of_work import SYSTEM
from core.web.state import market

log = structlog.get_logger(__name__)

CHECKOUT_PAGE: Final = "shop.checkout.show"


def init_app(app: Flask) -> None:
    app.before_request(noting.begin)
    app.after_request(_count)


def _count(response: Response) -> Response:
    """After the answer is made, in a transaction of its own: a purchase never fails on a count.

    What was noted was about to be committed, so it counts whatever the answer says of it.
    """
    hits = noting.take()
    is_checkout = request.endpoint == CHECKOUT_PAGE and request.method == "GET"
    if is_checkout and response.status_code == HTTPStatus.OK:
        hits.append(service.Hit(EventKind.BEGIN_CHECKOUT))
    if not hits:
        return response
    try:
        with market().database.unit_of_work(SYSTEM) as uow:
            if reason := reading.refusal():
                service.drop(uow, reason)
            else:
                service.count(
                    uow,
                    visitor=reading.visitor(),
                    pepper=market().settings.effective_secret_key,
                    traits=reading.traits_of(None, ""),
                    hits=hits,
                )
    except SQLAlchemyError as error:
        log.warning("visit_not_counted", error=str(error))
    return response


class RequestVisit:
    """Answers the checkout's question with the attributes of the visit a purchase is made in."""

    def facts(self) -> Mapping[str, str]:
        """Attributes only, never the visit itself: a purchase cannot be traced back to it."""
        if reading.refusal():
            return {}
        settings = market().settings
        with market().database.unit_of_work(SYSTEM, read_only=True) as uow:
            visit = service.find_visit(
                uow, visitor=reading.visitor(), pepper=settings.effective_secret_key
            )
            return service.attributes(visit) if visit else {}
