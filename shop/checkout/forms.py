"""The one form of checkout."""

from wtforms import BooleanField, EmailField, HiddenField, SelectField, StringField
from wtforms.validators import Email, InputRequired, Length

from core.text import lazy
from shop.addresses.forms import AddressForm
from shop.cart.forms import country_choices


class CheckoutForm(AddressForm):
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
    code = StringField(
        lazy("Coupon code"), validators=[Length(max=40, message=lazy("This code is too long."))]
    )
    keeps_address = BooleanField(lazy("Keep this address for next time"))

    @property
    def all_errors(self) -> list[tuple[str, str]]:
        """As the page asks: who buys stands above where it goes."""
        found = super().all_errors
        return sorted(found, key=lambda pair: pair[0] not in {"", "email"})


def number_of(text: str | None) -> int | None:
    """A figure that the page carried along; None when it was tampered with."""
    return int(text) if text and text.isdecimal() and len(text) < 12 else None
