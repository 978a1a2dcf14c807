"""What Japanese law asks a seller to say (Specified Commercial Transactions Act), from data."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final, cast

from core.text import gettext, ngettext
from shop.storefronts.models import Storefront

DATA: Final = Path(__file__).parent / "data" / "trade_terms.json"


@dataclass(frozen=True)
class Line:
    """One item of the disclosure; `is_given` is false where nobody has filled it in yet.

    `lang` marks names and addresses, which stay as they are in every language.
    """

    title: str
    text: str
    is_given: bool = True
    lang: str = ""


@cache
def terms() -> dict[str, Any]:
    """The market's common terms of trade: days for complaints and the like, with their date."""
    return cast("dict[str, Any]", json.loads(DATA.read_text(encoding="utf-8")))


def lines(storefront: Storefront) -> list[Line]:
    """A business's disclosure, item by item in the order of the law."""
    address = " ".join(
        part
        for part in (
            storefront.postal_code and f"〒{storefront.postal_code}",
            f"{storefront.prefecture}{storefront.city}{storefront.street}",
        )
        if part
    )
    particulars = [
        (gettext("Seller"), storefront.legal_name, "ja"),
        (gettext("Person responsible"), storefront.representative, "ja"),
        (gettext("Address"), address, "ja"),
        (gettext("Telephone"), storefront.phone, ""),
        (gettext("E-mail"), storefront.email, ""),
    ]
    given = [
        Line(title, text, lang=lang)
        if text
        else Line(title, gettext("Not given yet"), is_given=False)
        for title, text, lang in particulars
    ]
    return [*given, *common_lines(storefront.lead_days)]


def common_lines(lead_days: int) -> list[Line]:
    """What holds for every order: price, fees, payment, hand-over, returns."""
    return [
        Line(gettext("Price"), gettext("The price beside each product, consumption tax included.")),
        Line(
            gettext("Other costs"),
            gettext(
                "Delivery, by destination, temperature and weight; the cart says how much before you pay. Abroad, import duty and tax of your country may be added on arrival."
            ),
        ),
        Line(
            gettext("How and when to pay"),
            gettext(
                "By card when you order, or at a convenience store in Japan by the date shown. Your order is confirmed when it is paid."
            ),
        ),
        Line(
            gettext("When it is sent"),
            ngettext(
                "Within %(num)s business day after payment.",
                "Within %(num)s business days after payment.",
                lead_days,
            ),
        ),
        Line(gettext("Cancelling and returns"), returns()),
    ]


def returns() -> str:
    """Until when an order can be cancelled, and what holds for goods that arrived badly.

    The one sentence for the page of the law and the last page before an order.
    """
    return ngettext(
        "You can cancel until the first parcel is sent. Food cannot be sent back because you changed your mind. If it arrives damaged, spoilt or wrong, tell us within %(num)s day: it is replaced or refunded, and you pay nothing for it.",
        "You can cancel until the first parcel is sent. Food cannot be sent back because you changed your mind. If it arrives damaged, spoilt or wrong, tell us within %(num)s days: it is replaced or refunded, and you pay nothing for it.",
        int(terms()["complaint_days"]),
    )
