"""Forms of the quotations' desk."""

from wtforms import DateField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from core.text import lazy
from core.web.fields import NumberField
from core.web.forms import Form


class OfferForm(Form):
    """The offer's common part; prices stand beside the lines."""

    freight = NumberField(
        lazy("Carriage, without tax (yen)"),
        [InputRequired(lazy("Write 0 when there is none."))],
        description=lazy("What you ask for sending, as far as the terms of delivery go."),
    )
    valid_until = DateField(
        lazy("The offer holds until"), [InputRequired(lazy("Please choose a day."))]
    )
    note = TextAreaField(
        lazy("Words to the buyer"),
        [Optional(), Length(max=2000)],
        description=lazy("For example: when you can send, how it is packed, which papers you add."),
    )


class RefuseForm(Form):
    """Why nothing can be offered."""

    reason = TextAreaField(
        lazy("Why can you not offer it?"),
        [InputRequired(lazy("Please write a reason: the buyer will read it.")), Length(max=1000)],
    )
