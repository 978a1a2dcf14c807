"""Letters about a quotation, to the buyer in their language and to the business in Japanese."""

from enum import StrEnum
from typing import Any, Final

from core.dates import tokyo_day
from core.mail import service as mail
from core.text import gettext, use_locale
from core.unit_of_work import UnitOfWork
from i18n import formatting
from i18n.translated import shown
from shop.quotations import figures
from shop.quotations.models import Quotation
from shop.storefronts.models import Storefront

DESK_LOCALE: Final = "ja"
"""The desks of Yaizu's businesses read Japanese."""


class Letter(StrEnum):
    """Which letter; its value is its templates' folder."""

    ASKED = "asked"
    TO_ANSWER = "to_answer"
    ANSWERED = "answered"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    DECLINED = "declined"


TO_BUSINESS: Final = frozenset({Letter.TO_ANSWER, Letter.ACCEPTED, Letter.DECLINED})


def send(uow: UnitOfWork, letter: Letter, quotation: Quotation) -> None:
    """Write a letter in the transaction that it is about. A business without mail gets none."""
    business = uow.session.get_one(Storefront, quotation.organisation_id)
    is_for_business = letter in TO_BUSINESS
    to = business.email if is_for_business else quotation.email
    if not to:
        return
    locale = DESK_LOCALE if is_for_business else quotation.locale
    mail.send(
        uow,
        to=to,
        locale=locale,
        template=f"shop/quotations/mail/{letter.value}",
        context=_context(uow, quotation, locale, business.legal_name or business.slug),
    )


def _context(uow: UnitOfWork, quotation: Quotation, locale: str, business: str) -> dict[str, Any]:
    found = figures.of(quotation, tokyo_day(uow.now))
    is_answered = quotation.valid_until is not None
    with use_locale(locale):
        rows = [
            {
                "name": shown(line.names, locale).text,
                "quantity": formatting.number(line.quantity),
                "amount": formatting.yen(line.net_total) if is_answered else "",
            }
            for line in quotation.lines
        ]
        sums = [
            {"label": gettext("Carriage"), "amount": formatting.yen(found.freight)},
            {"label": gettext("Consumption tax"), "amount": formatting.yen(found.tax)},
            {"label": gettext("Total"), "amount": formatting.yen(found.total)},
        ]
        return {
            "number": quotation.number,
            "token": quotation.token,
            "quotation_id": quotation.id,
            "business": business,
            "company": quotation.company,
            "contact": quotation.contact,
            "destination": formatting.country(quotation.country),
            "rows": rows,
            "sums": sums if is_answered else [],
            "valid_until": formatting.day(quotation.valid_until) if quotation.valid_until else "",
            "note": quotation.note,
            "reason": quotation.reason,
        }
