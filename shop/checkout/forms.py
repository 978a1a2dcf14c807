"""The one form of checkout."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, EmailField, HiddenField, SelectField, StringField
from wtforms.validators import Email, InputRequired, Length

from core.text import current_locale, lazy
from core.web.forms import Form
from shop.cart.forms import country_choices
from shop.delivery import addresses
from shop.delivery.addresses import FIELDS


class CheckoutForm(Form):
    """Contact, destination and coupon; which address fields count is the country's matter."""

    key = HiddenField(validators=[InputRequired(), Length(min=16, max=64)])
    seen_total = HiddenField()
    seen_delivery = HiddenField()
    email = EmailField(
        lazy("E-mail address"),
        description=lazy("The confirmation goes there."),
        validators=[
            InputRequired(lazy("Type your e-mail address.")),
            Email(lazy("Write the e-mail address like this: name@example.com.")),
        ],
    )
    country = SelectField(lazy("Country or region"), choices=country_choices)
    family_name = StringField()
    given_name = StringField()
    family_kana = StringField()
    given_kana = StringField()
    postal_code = StringField()
    region = StringField()
    city = StringField()
    street = StringField()
    building = StringField()
    phone = StringField()
    code = StringField(
        lazy("Coupon code"), validators=[Length(max=40, message=lazy("This code is too long."))]
    )
    keeps_address = BooleanField(lazy("Keep this address for next time"))

    @property
    def address(self) -> dict[str, str]:
        """What was typed of the address, tidied as the country writes it."""
        return addresses.tidy(self.country.data, self._typed())

    def _typed(self) -> Mapping[str, str]:
        values: dict[str, Any] = self.values
        return {name: values[name] or "" for name in FIELDS}

    def is_address_right(self) -> bool:
        """Put what is wrong with the address beside its fields."""
        wrong = addresses.problems(self.country.data, self.address)
        fields: Mapping[str, Any] = self._fields  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
        for name, sentence in wrong:
            fields[name].errors = [*fields[name].errors, str(sentence)]
        return not wrong

    def address_fields(self) -> list[dict[str, Any]]:
        """The country's fields in its own order, as the page shows them."""
        form = addresses.form_of(self.country.data)
        return [
            {
                "field": self[name],
                "name": name,
                "label": str(form.label(name)),
                "is_required": form.is_required(name),
                "autocomplete": addresses.AUTOCOMPLETE.get(name),
                "example": form.postal_example if name == "postal_code" else "",
            }
            for name in form.order
            if current_locale() == "ja" or not name.endswith("_kana")
        ]


def number_of(text: str | None) -> int | None:
    """A figure that the page carried along; None when it was tampered with."""
    return int(text) if text and text.isdecimal() and len(text) < 12 else None
