"""Forms of onboarding."""

from typing import Final

from wtforms import (
    BooleanField,
    EmailField,
    RadioField,
    StringField,
    TelField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Email, Length, Optional, Regexp

from core.text import lazy
from core.web.forms import Form, option

PHONE: Final = r"^[0-9+() -]{6,30}$"
POSTAL_CODE: Final = r"^\d{3}-?\d{4}$"


class ApplicationForm(Form):
    """What we ask of a business that wants to sell."""

    business_name = StringField(
        lazy("Name of the business"),
        [DataRequired(lazy("Please write the name of the business.")), Length(max=200)],
        render_kw={"autocomplete": "organization"},
    )
    representative = StringField(
        lazy("Your name"),
        [DataRequired(lazy("Please write your name.")), Length(max=120)],
        render_kw={"autocomplete": "name"},
    )
    phone = TelField(
        lazy("Telephone number"),
        [
            DataRequired(lazy("Please write a telephone number.")),
            Regexp(PHONE, message=lazy("Please write the number with digits only.")),
        ],
        render_kw={"autocomplete": "tel", "inputmode": "tel"},
    )
    email = EmailField(
        lazy("E-mail address"),
        [
            DataRequired(lazy("Please write an e-mail address.")),
            Email(lazy("This does not look like an e-mail address.")),
            Length(max=254),
        ],
        render_kw={"autocomplete": "email", "inputmode": "email"},
    )
    sells = TextAreaField(
        lazy("What do you want to sell?"),
        [DataRequired(lazy("Please write what you want to sell.")), Length(max=2000)],
        description=lazy("A few words are enough, for example: katsuobushi and namaribushi."),
    )
    postal_code = StringField(
        lazy("Postcode"),
        [
            DataRequired(lazy("Please write the postcode.")),
            Regexp(POSTAL_CODE, message=lazy("A postcode has seven digits, such as 425-0026.")),
        ],
        render_kw={"autocomplete": "postal-code", "inputmode": "numeric"},
    )
    prefecture = StringField(
        lazy("Prefecture"),
        [DataRequired(lazy("Please write the prefecture.")), Length(max=20)],
        default="静岡県",
        render_kw={"autocomplete": "address-level1"},
    )
    city = StringField(
        lazy("City or town"),
        [DataRequired(lazy("Please write the city or town.")), Length(max=60)],
        default="焼津市",
        render_kw={"autocomplete": "address-level2"},
    )
    street = StringField(
        lazy("Street and number"),
        [DataRequired(lazy("Please write the street and number.")), Length(max=160)],
        render_kw={"autocomplete": "street-address"},
    )
    consent = BooleanField(
        lazy("I have read the terms for businesses and agree to them."),
        [DataRequired(lazy("Please agree to the terms to send the form."))],
    )


class DecisionForm(Form):
    """The staff's answer to an application."""

    decision = RadioField(
        lazy("Decision"),
        [DataRequired(lazy("Please choose a decision."))],
        choices=[option("approve", lazy("Approve")), option("refuse", lazy("Refuse"))],
    )
    slug = StringField(
        lazy("Address of the shop's page"),
        [Optional(), Length(max=80)],
        description=lazy("Small letters, digits and hyphens. Needed to approve."),
    )
    reason = TextAreaField(
        lazy("Reason"),
        [Optional(), Length(max=2000)],
        description=lazy("The applicant reads this. Needed to refuse."),
    )
    note = TextAreaField(
        lazy("Note for the staff"),
        [Optional(), Length(max=2000)],
        description=lazy("The applicant does not see this."),
    )


class WithdrawForm(Form):
    """One button."""
