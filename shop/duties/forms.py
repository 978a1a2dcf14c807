"""Entering duty and tax."""

from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from core.text import lazy
from core.web.fields import AmountField, NumberField
from core.web.forms import Form, choices
from i18n.formatting import country
from shop.export.answers import REGIONS

_FILL = InputRequired(lazy("Fill this in."))


class DutyForm(Form):
    """A dated row."""

    region = SelectField(
        lazy("Country or region"),
        choices=lambda: choices(
            sorted(((code, country(code)) for code in REGIONS), key=lambda pair: pair[1])
        ),
    )
    duty = AmountField(lazy("Duty, in per cent"), [_FILL, NumberRange(0, 1000)])
    tax = AmountField(lazy("Tax on imports, in per cent"), [_FILL, NumberRange(0, 1000)])
    free_up_to = NumberField(
        lazy("Free up to this value, in yen"), [_FILL, NumberRange(0, 10_000_000)]
    )
    valid_from = DateField(lazy("First day"), [_FILL])
    source = StringField(lazy("Source"), [_FILL, Length(max=300)])
    source_date = StringField(lazy("Date of the source"), [_FILL, Length(max=30)])
