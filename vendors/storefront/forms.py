"""Forms of the storefront's desk."""

from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    SelectField,
    SelectMultipleField,
    StringField,
    TelField,
    TextAreaField,
    TimeField,
)
from wtforms.validators import DataRequired, Email, Length, NumberRange, Optional, Regexp

from core.text import lazy
from core.web.fields import AmountField, NumberField
from core.web.forms import Form, option

WEEKDAYS = (
    lazy("Monday"),
    lazy("Tuesday"),
    lazy("Wednesday"),
    lazy("Thursday"),
    lazy("Friday"),
    lazy("Saturday"),
    lazy("Sunday"),
)
OPTIONAL = Optional()


class ParticularsForm(Form):
    """When the business works, and what the law wants said."""

    hours_from = TimeField(lazy("Open from"), [OPTIONAL])
    hours_to = TimeField(lazy("Open until"), [OPTIONAL])
    cut_off_hour = SelectField(
        lazy("Orders until this hour are packed the same day"),
        choices=[option(str(hour), f"{hour}:00") for hour in range(6, 22)],
        coerce=int,
    )
    lead_days = SelectField(
        lazy("Working days you need before the goods leave"),
        choices=[option(str(days), str(days)) for days in range(15)],
        coerce=int,
    )
    closed_weekdays = SelectMultipleField(
        lazy("Days on which nothing is sent"),
        choices=[option(str(number), word) for number, word in enumerate(WEEKDAYS)],
        coerce=int,
    )
    legal_name = StringField(
        lazy("Name of the seller in law"),
        [DataRequired(lazy("Please write the name of the seller.")), Length(max=200)],
        description=lazy("A company's registered name, or your own name."),
    )
    representative = StringField(
        lazy("Person responsible"),
        [DataRequired(lazy("Please write who is responsible.")), Length(max=120)],
    )
    postal_code = StringField(
        lazy("Postcode"),
        [
            DataRequired(lazy("Please write the postcode.")),
            Regexp(
                r"^\d{3}-?\d{4}$", message=lazy("A postcode has seven digits, such as 425-0026.")
            ),
        ],
    )
    prefecture = StringField(lazy("Prefecture"), [DataRequired(), Length(max=20)])
    city = StringField(lazy("City or town"), [DataRequired(), Length(max=60)])
    street = StringField(
        lazy("Street and number"),
        [DataRequired(lazy("Please write the street and number.")), Length(max=160)],
    )
    phone = TelField(
        lazy("Telephone number"),
        [
            DataRequired(lazy("Please write a telephone number.")),
            Regexp(
                r"^[0-9+() -]{6,30}$", message=lazy("Please write the number with digits only.")
            ),
        ],
    )
    email = EmailField(
        lazy("E-mail address"),
        [
            DataRequired(lazy("Please write an e-mail address.")),
            Email(lazy("This does not look like an e-mail address.")),
        ],
        description=lazy("Buyers see this address."),
    )
    opened_year = NumberField(
        lazy("In business since the year"),
        [OPTIONAL, NumberRange(1000, 2100, lazy("Please write a year with four digits."))],
    )


class TextForm(Form):
    """A storefront's words in one written form."""

    name = StringField(
        lazy("Name of the shop"),
        [DataRequired(lazy("Please write the name of the shop.")), Length(max=200)],
    )
    tagline = StringField(
        lazy("One sentence about you"),
        [OPTIONAL, Length(max=300)],
    )
    story = TextAreaField(
        lazy("Your story"),
        [OPTIONAL, Length(max=8000)],
        description=lazy("Who makes it, how, and since when. Empty lines make paragraphs."),
    )
    is_reviewed = BooleanField(lazy("I can read this language and these words are right."))


class PhotoForm(Form):
    """One picture."""

    photo = FileField(lazy("Photo"), [DataRequired(lazy("Please choose a photo."))])


KILOGRAMS = NumberRange(0.1, 100, lazy("Please write a weight from 0.1 to 100 kg."))
FEE = NumberRange(0, 999_999, lazy("Please write a fee of 0 yen or more."))
DAYS = NumberRange(0, 60, lazy("Please write a number of days from 0 to 60."))


class DeliveryForm(Form):
    """What sending to a zone costs, in up to five weights."""

    up_to_1 = AmountField(lazy("Up to, in kg"), [OPTIONAL, KILOGRAMS])
    fee_1 = NumberField(lazy("Fee, in yen"), [OPTIONAL, FEE])
    up_to_2 = AmountField(lazy("Up to, in kg"), [OPTIONAL, KILOGRAMS])
    fee_2 = NumberField(lazy("Fee, in yen"), [OPTIONAL, FEE])
    up_to_3 = AmountField(lazy("Up to, in kg"), [OPTIONAL, KILOGRAMS])
    fee_3 = NumberField(lazy("Fee, in yen"), [OPTIONAL, FEE])
    up_to_4 = AmountField(lazy("Up to, in kg"), [OPTIONAL, KILOGRAMS])
    fee_4 = NumberField(lazy("Fee, in yen"), [OPTIONAL, FEE])
    up_to_5 = AmountField(lazy("Up to, in kg"), [OPTIONAL, KILOGRAMS])
    fee_5 = NumberField(lazy("Fee, in yen"), [OPTIONAL, FEE])
    days_min = NumberField(lazy("Shortest time on the way, in days"), [DAYS])
    days_max = NumberField(lazy("Longest time on the way, in days"), [DAYS])
    valid_from = DateField(lazy("Counts from"), [DataRequired(lazy("Please choose a day."))])
    is_for_japan = BooleanField(lazy("The same for all regions of Japan"))


class StateForm(Form):
    """One button."""
