"""/hooks/stripe: verify the raw bytes, keep the event, answer; a job does the work."""

import structlog
from flask import Response, abort, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from shop.payments import inbox, web
from shop.payments.ports import ForgedEventError

log = structlog.get_logger(__name__)
feature = Feature(__name__)


@feature.page(
    "",
    at="/hooks/stripe",
    has_language=False,
    permission=Permission.PUBLIC,
    post_only=True,
    is_cross_site=True,
)
def stripe(uow: UnitOfWork) -> ResponseReturnValue:
    signature = request.headers.get("Stripe-Signature", "")
    try:
        event = web.gateway().verify(request.get_data(), signature, uow.now)
    except ForgedEventError as error:
        log.warning("webhook_refused", reason=str(error))
        abort(400)
    inbox.keep(uow, event)
    return Response(status=200)
