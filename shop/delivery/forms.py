"""The form of a list that is edited as a sheet."""

from wtforms import BooleanField, DateField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from core.text import lazy
from core.web.forms import Form, choices
from shop.delivery.models import Sureness

SURENESS = {
    Sureness.CHECKED: lazy("Checked with the source"),
    Sureness.MEMORY: lazy("From memory or second hand, not checked"),
    Sureness.OWN: lazy("The business's own"),
}


class SheetForm(Form):
    """The lines of a list, from when on they count, and where they come from."""

    lines = TextAreaField(
        lazy("Lines"),
        description=lazy(
            "One line for each row, with commas, or pasted from a spreadsheet. "
            "A line you take out ends."
        ),
    )
    valid_from = DateField(lazy("Counts from"), validators=[InputRequired(lazy("Choose a day."))])
    source = StringField(
        lazy("Where the figures come from"),
        validators=[InputRequired(lazy("Say where the figures come from.")), Length(max=300)],
    )
    sureness = SelectField(
        lazy("How sure"), choices=choices([(key.value, said) for key, said in SURENESS.items()])
    )
    review_by = DateField(lazy("Look at it again by"), validators=[Optional()])


class ServiceForm(Form):
    """Whether a carrier's service may be used at all."""

    is_on = BooleanField(lazy("Businesses may use this service"))
