"""Forms of the orders' desk."""

from flask import request
from wtforms import TextAreaField
from wtforms.validators import DataRequired, Length

from core.text import lazy
from core.web.fields import plain_number
from core.web.forms import Form
from shop.orders.models import Order


class CancelForm(Form):
    """Why an order cannot be sent."""

    reason = TextAreaField(
        lazy("Why can it not be sent?"),
        [DataRequired(lazy("Please write why: the buyer will be told.")), Length(max=500)],
        description=lazy("For example: the catch did not come in."),
    )


class ConfirmForm(Form):
    """One button."""


class WeighForm(Form):
    """Grams beside every line that is cut to order."""

    def packed(self, order: Order) -> dict[int, int]:
        """Line → grams, as typed; what is no number is left out."""
        typed = {
            line.id: plain_number(request.form.get(f"packed-{line.id}", "")) for line in order.lines
        }
        return {key: int(text) for key, text in typed.items() if text.isdecimal() and len(text) < 9}
