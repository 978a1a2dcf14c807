"""Forms around a purchase."""

from wtforms import EmailField, StringField
from wtforms.validators import InputRequired

from core.text import lazy
from core.web.forms import Form


class FindForm(Form):
    """Asks for a link to a purchase by mail."""

    number = StringField(
        lazy("Order number"),
        description=lazy("It stands in our mail and begins with Y-."),
        validators=[InputRequired(lazy("Type the order number."))],
    )
    email = EmailField(
        lazy("E-mail address"),
        description=lazy("The one you gave when you ordered."),
        validators=[InputRequired(lazy("Type your e-mail address."))],
    )


class ActForm(Form):
    """A button: nothing is typed."""
