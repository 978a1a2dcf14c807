"""Forms of packing and sending."""

from wtforms import RadioField, StringField
from wtforms.validators import DataRequired, Length

from core.text import lazy
from core.web.forms import Form, option
from shop.delivery.carriers import CARRIERS


class ShipForm(Form):
    """Who carries it, under which number."""

    carrier = RadioField(
        lazy("Carrier"),
        [DataRequired(lazy("Choose a carrier."))],
        choices=[option(carrier.key, carrier.name, lang="ja") for carrier in CARRIERS],
    )
    tracking_number = StringField(
        lazy("Tracking number"),
        [DataRequired(lazy("Please write the number on the slip.")), Length(max=40)],
        description=lazy("12 digits, with or without hyphens. We check the last digit."),
    )
