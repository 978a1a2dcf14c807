"""Forms of a wholesale buyer: what is wanted, and taking an offer."""

from datetime import date
from typing import Any

from wtforms import (
    DateField,
    EmailField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import Email, InputRequired, Length, Optional

from core.text import lazy
from core.web.forms import Form, choices, option
from shop.addresses.forms import AddressForm
from shop.export import destination
from shop.quotations.incoterms import WORDS
from shop.quotations.states import Incoterm


def _incoterms() -> Any:
    return choices(
        [("", lazy("Choose, when it goes abroad"))]
        + [(term.value, f"{term.value}: {WORDS[term]}") for term in Incoterm]
    )


class AskForm(Form):
    """Who asks, for where and on which terms; quantities stand beside the articles."""

    company = StringField(
        lazy("Company"),
        [InputRequired(lazy("Please write your company's name.")), Length(max=200)],
        render_kw={"autocomplete": "organization"},
    )
    contact = StringField(
        lazy("Your name"),
        [InputRequired(lazy("Please write your name.")), Length(max=120)],
        render_kw={"autocomplete": "name"},
    )
    email = EmailField(
        lazy("E-mail address"),
        [
            InputRequired(lazy("Type your e-mail address.")),
            Email(lazy("Write the e-mail address like this: name@example.com.")),
            Length(max=254),
        ],
        description=lazy("The answer goes there."),
        render_kw={"autocomplete": "email"},
    )
    phone = TelField(
        lazy("Telephone number"),
        [Optional(), Length(max=30)],
        render_kw={"autocomplete": "tel"},
    )
    country = SelectField(
        lazy("Country or region"),
        choices=lambda: choices(destination.options()),
        render_kw={"autocomplete": "country"},
    )
    place = StringField(
        lazy("Port, airport or city"),
        [Optional(), Length(max=120)],
        description=lazy("Where the goods are to be handed over, for example: Singapore port."),
    )
    incoterm = SelectField(lazy("Terms of delivery (Incoterms 2020)"), choices=_incoterms)
    wanted_on = DateField(lazy("Needed by"), [Optional()])
    wish = TextAreaField(
        lazy("What else should the business know?"),
        [Optional(), Length(max=2000)],
        description=lazy("Packing, certificates, labels, how often you will order."),
    )

    @property
    def term(self) -> Incoterm | None:
        """The chosen Incoterm; None where none was."""
        value = str(self.incoterm.data or "")
        return Incoterm(value) if value in set(Incoterm) else None

    @property
    def day(self) -> date | None:
        """The day by which it is needed."""
        return self.wanted_on.data


class AcceptForm(AddressForm):
    """Where an accepted offer goes, and how it is paid."""

    country = SelectField(lazy("Country or region"), choices=lambda: choices(destination.options()))
    payment = RadioField(
        lazy("How to pay"),
        [InputRequired(lazy("Please choose how to pay."))],
        choices=[
            option("now", lazy("Pay now")),
            option("invoice", lazy("By invoice and bank transfer")),
        ],
        default="now",
    )


class DeclineForm(Form):
    """One button."""
