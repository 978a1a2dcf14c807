"""Entering rates."""

from wtforms import DateField, FileField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange

from core.text import lazy
from core.web.fields import AmountField
from core.web.forms import Form, choices
from shop.currencies.service import CURRENCIES


class RateForm(Form):
    """One rate."""

    currency = SelectField(
        lazy("Currency"),
        choices=choices([(code, code) for code in sorted(set(CURRENCIES.values()))]),
    )
    day = DateField(lazy("Day"), [InputRequired(lazy("Fill this in."))])
    per_100_yen = AmountField(
        lazy("What 100 yen are worth"),
        [InputRequired(lazy("Fill this in.")), NumberRange(0, 10_000_000)],
    )
    source = StringField(lazy("Source"), [InputRequired(lazy("Fill this in.")), Length(max=120)])


class FileForm(Form):
    """Many rates."""

    file = FileField(
        lazy("File with rates"),
        [DataRequired(lazy("Please choose a file."))],
        description=lazy(
            "The European Central Bank's XML, or a CSV with day, currency and per_100_yen."
        ),
    )
