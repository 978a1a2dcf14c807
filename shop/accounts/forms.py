"""Forms of a buyer's account."""

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from core.text import lazy
from core.web.forms import Form, choices
from i18n.locales import LOCALES
from shop.addresses.forms import AddressForm


class ProfileForm(Form):
    """One's name and the language of one's mails."""

    name = StringField(
        lazy("Name"),
        validators=[
            InputRequired(lazy("Type your name.")),
            Length(max=120, message=lazy("Write this shorter: at most 120 characters.")),
        ],
    )
    locale = SelectField(
        lazy("Language of our mails"),
        choices=choices((each.code, each.name) for each in LOCALES),
    )


class SavedAddressForm(AddressForm):
    """An address of one's book."""

    name = StringField(
        lazy("What you call it"),
        description=lazy("For example Home, or Mother."),
        validators=[Length(max=60, message=lazy("Write this shorter: at most 60 characters."))],
    )


class EraseForm(Form):
    """A button: nothing is typed."""
