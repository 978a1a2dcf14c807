"""Counting what needs no script: goods put into the cart, checkouts begun, purchases placed."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

from flask import Flask, Response, request

from analytics.visits import noting, reading, service
from analytics.visits.batch import Seen
from analytics.visits.models import EventKind
from core.web.state import current_uow, market

CHECKOUT_PAGE: Final = "shop.checkout.show"


def init_app(app: Flask) -> None:
    app.before_request(noting.begin)
    app.after_request(_count)


def _count(response: Response) -> Response:
    """After the answer is made, with many others together: a purchase never fails on a count.

    What was noted was about to be committed, so it counts whatever the answer says of it.
    """
    hits = noting.take()
    is_checkout = request.endpoint == CHECKOUT_PAGE and request.method == "GET"
    if is_checkout and response.status_code == HTTPStatus.OK:
        hits.append(service.Hit(EventKind.BEGIN_CHECKOUT))
    if not hits:
        return response
    reason = reading.refusal()
    seen = reason or Seen(reading.visitor(), reading.traits_of(None, ""), tuple(hits))
    reading.batch().add(seen)
    return response


class RequestVisit:
    """Answers the checkout's question with the attributes of the visit a purchase is made in."""

    def facts(self) -> Mapping[str, str]:
        """Attributes only, never the visit itself: a purchase cannot be traced back to it."""
        if reading.refusal():
            return {}
        visitor, pepper = reading.visitor(), market().settings.effective_secret_key
        visit = service.find_visit(current_uow(), visitor=visitor, pepper=pepper)
        found = visit or reading.batch().waiting_for(visitor)
        return service.attributes(found) if found else {}
