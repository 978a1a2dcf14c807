"""Forms of the orders' desk."""

from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from core.text import lazy
from core.web.forms import Form


class CancelForm(Form):
    """Why an order cannot be sent."""

    reason = TextAreaField(
        lazy("Why can it not be sent?"),
        [DataRequired(lazy("Please write why: the buyer will be told.")), Length(max=500)],
        description=lazy("For example: the catch did not come in."),
    )


class ConfirmForm(Form):
    """One button."""
