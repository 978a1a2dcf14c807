"""Staff's form about a bank transfer."""

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from core.text import lazy
from core.web.forms import Form


class TransferForm(Form):
    """How much came in."""

    received = IntegerField(
        lazy("Amount received, in yen"),
        validators=[
            InputRequired(lazy("Enter a number.")),
            NumberRange(min=1, message=lazy("Enter a number of 1 or more.")),
        ],
    )
