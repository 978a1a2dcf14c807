"""Forms of a parcel's trouble."""

from wtforms import RadioField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from core.text import lazy
from core.web.fields import NumberField
from core.web.forms import Form, option
from shop.orders.troubles import BORNE_BY, CAUSES, RULES
from vendors.fulfilment.forms import ShipForm


class ReportForm(Form):
    """What happened."""

    cause = RadioField(
        lazy("What happened?"),
        [DataRequired(lazy("Choose what happened."))],
        choices=[option(key, said, hint=RULES[BORNE_BY[key]]) for key, said in CAUSES.items()],
    )
    words = TextAreaField(
        lazy("A word to the buyer"),
        [Optional(), Length(max=1000)],
        description=lazy("It stands in the mail as you write it."),
    )


class AgainForm(ShipForm):
    """Sent again, by whom and under which number."""


class GiveBackForm(Form):
    """How much goes back."""

    amount = NumberField(
        lazy("Amount to give back, in yen"), [InputRequired(lazy("Please write an amount."))]
    )
