"""The cart's forms."""

from typing import Any

from wtforms import HiddenField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, NumberRange

from core.text import current_locale, gettext, lazy
from core.web.forms import Form, choices
from shop.cart.service import MOST_OF_ONE
from shop.delivery.zones import prefecture_names
from shop.export import destination


def country_choices() -> Any:
    """Countries that may be asked for, by name; Japan first."""
    return choices(destination.options())


def prefecture_choices() -> Any:
    """Prefectures from north to south, and none."""
    names = prefecture_names(current_locale())
    return choices([("", gettext("Choose a prefecture")), *names])


class AddForm(Form):
    """Puts goods into the cart; stands on kept pages."""

    variant_id = IntegerField(validators=[InputRequired()])
    quantity = IntegerField(
        lazy("Quantity"),
        default=1,
        validators=[
            InputRequired(lazy("Enter a number.")),
            NumberRange(min=1, max=MOST_OF_ONE, message=lazy("Enter a number from 1 to 99.")),
        ],
    )


class QuantityForm(Form):
    """Changes how many."""

    variant_id = IntegerField(validators=[InputRequired()])
    quantity = IntegerField(
        lazy("Quantity"),
        validators=[
            InputRequired(lazy("Enter a number.")),
            NumberRange(min=0, max=MOST_OF_ONE, message=lazy("Enter a number from 0 to 99.")),
        ],
    )


class RemoveForm(Form):
    """Takes something out."""

    variant_id = IntegerField(validators=[InputRequired()])


class DestinationForm(Form):
    """Where it shall go."""

    country = SelectField(lazy("Country or region"), choices=country_choices)
    region = SelectField(
        lazy("Prefecture"), choices=prefecture_choices, validate_choice=False, default=""
    )


class CodeForm(Form):
    """A coupon code."""

    code = StringField(
        lazy("Coupon code"), validators=[InputRequired(lazy("Type the coupon code."))]
    )


class ForgetCodeForm(Form):
    """A coupon code that shall not count any more."""

    code = HiddenField()
