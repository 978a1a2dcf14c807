"""The place of a Japanese postal code, for the form on the page."""

from flask import Response, jsonify
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.web import limits
from core.web.feature import Feature, Transaction
from core.web.limits import Limit
from shop.addresses import postal_codes

feature = Feature(__name__)
LOOKS = Limit(times=60, seconds=600)


@feature.page("/postal-codes/<code>", permission=Permission.PUBLIC, transaction=Transaction.MANUAL)
def postal_code(code: str) -> ResponseReturnValue:
    """What a code stands for, as fields and a sentence; an unknown one is an empty answer."""
    limits.spend(LOOKS, "shop.addresses.postal_code")
    places = postal_codes.find(code[:20])
    answer: Response = jsonify(
        fields=postal_codes.common(places), note=postal_codes.note(places) if places else ""
    )
    answer.headers["Cache-Control"] = "private, max-age=3600"
    answer.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    return answer
