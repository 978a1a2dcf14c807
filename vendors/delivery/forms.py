"""The form of a business's choices about sending."""

from datetime import date

from wtforms import BooleanField, SelectMultipleField, TextAreaField
from wtforms.validators import NumberRange, Optional, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from core.text import gettext, lazy
from core.web.fields import NumberField
from core.web.forms import Form

MOST_FEE = 10_000


class ChoicesForm(Form):
    """Carriers, days off, what may ride together, wrapping and noshi."""

    services = SelectMultipleField(
        lazy("Carriers you send with"),
        description=lazy("For every order the cheapest of these that takes the goods is used."),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    closes_on_holidays = BooleanField(lazy("Nothing leaves on public holidays"))
    closed_days = TextAreaField(
        lazy("Other days on which nothing leaves"),
        description=lazy("One day a line, like 2026-12-31."),
    )
    lets_ambient_ride_chilled = BooleanField(
        lazy("Goods for room temperature may travel in a chilled parcel when that is cheaper")
    )
    wrapping_fee = NumberField(
        lazy("Wrapping as a present, for each parcel (yen)"),
        [Optional(), NumberRange(min=0, max=MOST_FEE)],
        description=lazy("Leave it empty if you do not wrap. Nought means that it is free."),
    )
    noshi_fee = NumberField(
        lazy("Noshi, for each parcel (yen)"),
        [Optional(), NumberRange(min=0, max=MOST_FEE)],
        description=lazy("Leave it empty if you do not offer it. Nought means that it is free."),
    )

    @property
    def days(self) -> list[date]:
        """The days off that were typed."""
        return [date.fromisoformat(text) for text in (self.closed_days.data or "").split()]

    def validate_closed_days(self, field: TextAreaField) -> None:
        for text in (field.data or "").split():
            try:
                date.fromisoformat(text)
            except ValueError:
                raise ValidationError(
                    gettext("“%(text)s” is not a day. Write it like 2026-12-31.", text=text)
                ) from None
