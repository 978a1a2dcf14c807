"""Forms of the stock's desk."""

from wtforms import DateField, RadioField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from core.text import lazy
from core.web.fields import NumberField
from core.web.forms import Form, option
from vendors.stock.service import Change


class ChangeForm(Form):
    """What happened to the goods."""

    kind = RadioField(
        lazy("What happened?"),
        [DataRequired(lazy("Please choose what happened."))],
        choices=[
            option(Change.RECEIVED, lazy("New goods came in"), hint=lazy("They are added.")),
            option(
                Change.COUNTED,
                lazy("I counted"),
                hint=lazy("The number is what lies there now."),
            ),
        ],
        default=Change.RECEIVED,
    )
    quantity = NumberField(
        lazy("How many?"),
        [
            InputRequired(lazy("Please write how many there are.")),
            NumberRange(0, 999_999, lazy("Please write a number of 0 or more.")),
        ],
    )
    expires_on = DateField(
        lazy("Date on the package"),
        [Optional()],
        description=lazy("Use by or best before. With it, the oldest goods are sold first."),
    )
    made_on = DateField(lazy("Day of making"), [Optional()])
    lot_code = StringField(
        lazy("Lot number"),
        [Optional(), Length(max=60)],
        description=lazy("Left empty, the lot is called after its date."),
    )
    reason = StringField(
        lazy("Why?"),
        [Optional(), Length(max=200)],
        description=lazy("Needed when there are fewer than before."),
    )
