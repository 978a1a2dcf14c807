"""The one form of checkout."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, cast

from wtforms import BooleanField, EmailField, HiddenField, SelectField, StringField
from wtforms.validators import Email, InputRequired, Length

from core.text import lazy
from shop.addresses.forms import AddressForm
from shop.cart.forms import country_choices
from shop.cart.gift_fields import GiftFields
from shop.catalogue import alcohol
from shop.pricing.quotes import Wish

LONGEST_SEEN: Final = 20_000
DAY: Final = "day-"
SLOT: Final = "slot-"


class CheckoutForm(AddressForm, GiftFields):
    """Contact, destination, present and coupon; which address fields count is the country's matter."""

    key = HiddenField(validators=[InputRequired(), Length(min=16, max=64)])
    seen_total = HiddenField()
    seen = HiddenField(validators=[Length(max=LONGEST_SEEN)])
    email = EmailField(
        lazy("E-mail address"),
        description=lazy("The confirmation goes there."),
        validators=[
            InputRequired(lazy("Type your e-mail address.")),
            Email(lazy("Write the e-mail address like this: name@example.com.")),
        ],
    )
    country = SelectField(lazy("Country or region"), choices=country_choices)
    code = StringField(
        lazy("Coupon code"), validators=[Length(max=40, message=lazy("This code is too long."))]
    )
    is_of_age = BooleanField(alcohol.STATEMENT)
    keeps_address = BooleanField(lazy("Keep this address for next time"))

    @property
    def all_errors(self) -> list[tuple[str, str]]:
        """As the page asks: who buys stands above where it goes."""
        found = super().all_errors
        return sorted(found, key=lambda pair: pair[0] not in {"", "email"})


def number_of(text: str | None) -> int | None:
    """A figure that the page carried along; None when it was tampered with."""
    return int(text) if text and text.isdecimal() and len(text) < 12 else None


def figures_of(text: str | None) -> dict[str, Any]:
    """Every figure that the page carried along; nothing when it was tampered with."""
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return cast("dict[str, Any]", found) if isinstance(found, dict) else {}


def wishes_of(sent: Mapping[str, str]) -> dict[str, Wish]:
    """The days and times of day that were chosen, by group of parcels."""
    groups = {
        name.partition("-")[2] for name in sent if name.startswith((DAY, SLOT)) and sent[name]
    }
    return {
        group: Wish(day=_day(sent.get(DAY + group, "")), slot=sent.get(SLOT + group, "")[:10])
        for group in groups
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
