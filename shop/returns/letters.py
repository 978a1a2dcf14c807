"""Mails about what arrived: to the buyer in their language, to the business in its own."""

from enum import StrEnum
from typing import Any, Final

from core.mail import service as mail
from core.text import use_locale
from core.unit_of_work import UnitOfWork
from i18n import formatting
from i18n.translated import shown
from shop.orders.models import Purchase
from shop.returns.models import ReturnRequest
from shop.returns.states import REASONS, Remedy
from shop.storefronts.models import Storefront

JOB: Final = "shop.returns.mail"


class Letter(StrEnum):
    ASKED = "asked"
    TO_BUSINESS = "to_business"
    ANSWERED = "answered"


def enqueue(uow: UnitOfWork, request_id: int, letter: Letter) -> None:
    """Have somebody told, once what happened is committed."""
    uow.enqueue(JOB, {"request_id": request_id, "letter": letter.value})


def write(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """A job: read the request as it stands and write."""
    letter = Letter(payload["letter"])
    request = uow.session.get_one(ReturnRequest, payload["request_id"])
    purchase = uow.session.get_one(Purchase, request.order.purchase_id)
    if letter is Letter.TO_BUSINESS:
        shop = uow.session.get(Storefront, request.organisation_id)
        to, locale = (shop.email, shop.source_locale) if shop else ("", "ja")
    else:
        to, locale = purchase.email, purchase.locale
    if not to:
        return
    with use_locale(locale):
        context = _context(request, purchase, locale)
    template = f"shop/returns/mail/{letter.value}"
    mail.send(uow, to=to, locale=locale, template=template, context=context)


def _context(request: ReturnRequest, purchase: Purchase, locale: str) -> dict[str, Any]:
    answer = request.answers[-1] if request.answers else None
    return {
        "number": request.order.number,
        "token": purchase.token,
        "request_id": request.id,
        "vendor": shown(request.order.vendor_names, locale).text,
        "reason": str(REASONS[request.reason]),
        "words": request.words,
        "lines": [f"{item.quantity} × {shown(item.line.names, locale).text}"
                  for item in request.items],
        "state": request.state.value,
        "is_replaced": request.remedy is Remedy.REPLACEMENT,
        "refund": formatting.yen(request.refund_amount) if request.refund_amount else "",
        "answer": answer.words if answer else "",
        "answered_by": answer.by if answer else "",
    }  # fmt: skip
