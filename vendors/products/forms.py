"""Forms of the products' desk."""

import re
from typing import Any, Final

from wtforms import (
    BooleanField,
    FileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from core.text import lazy
from core.web.fields import AmountField, NumberField
from core.web.forms import Form, option
from shop.catalogue import labels
from shop.catalogue.labels import LabelKind
from shop.catalogue.models import Temperature
from shop.export.classes import NAMES
from vendors.products.detail_fields import DetailFields

OPTIONAL: Final = Optional()
MOST_YEN: Final = 9_999_999
MOST_GRAMS: Final = 1_000_000
PRICE: Final = NumberRange(1, MOST_YEN, lazy("Please write a price from 1 to 9,999,999 yen."))
WEIGHT: Final = NumberRange(1, MOST_GRAMS, lazy("Please write a weight of 1 gram or more."))
PACK_SIZE: Final = r"^\s*[1-9]\d{0,3}\s*[×xX*,]\s*[1-9]\d{0,3}\s*[×xX*,]\s*[1-9]\d{0,3}\s*$"
NUMBER: Final = lazy("Please write a number with digits only.")
TEMPERATURES: Final = (
    option(
        Temperature.AMBIENT,
        lazy("At room temperature"),
        hint=lazy("Dried, canned, bottled, tea."),
    ),
    option(Temperature.CHILLED, lazy("Chilled"), hint=lazy("0 to 10 °C all the way.")),
    option(Temperature.FROZEN, lazy("Frozen"), hint=lazy("−15 °C or colder all the way.")),
)
EXPORT_CLASSES: Final = {"": lazy("Not said yet: it is sold in Japan only"), **NAMES}


class NewForm(Form):
    """Five answers."""

    photo = FileField(lazy("Take a photo"), [OPTIONAL])
    name = StringField(
        lazy("Name of the product"),
        [DataRequired(lazy("Please write what it is.")), Length(max=200)],
    )
    category_id = SelectField(lazy("Shelf"), coerce=int)
    price = NumberField(
        lazy("Price with tax, in yen"),
        [InputRequired(lazy("Please write a price.")), PRICE],
    )
    net_weight_g = NumberField(
        lazy("How much is in it, in grams"),
        [InputRequired(lazy("Please write a weight.")), WEIGHT],
    )
    quantity = NumberField(
        lazy("How many do you have?"),
        [
            InputRequired(lazy("Please write how many there are.")),
            NumberRange(0, 999_999, lazy("Please write a number of 0 or more.")),
        ],
    )
    temperature = RadioField(
        lazy("How is it kept?"),
        [DataRequired(lazy("Please choose how it is kept."))],
        choices=list(TEMPERATURES),
    )


class FactsForm(Form):
    """Shelf, temperature, season, and what it counts as abroad."""

    category_id = SelectField(lazy("Shelf"), coerce=int)
    temperature = RadioField(
        lazy("How is it kept?"),
        [DataRequired(lazy("Please choose how it is kept."))],
        choices=list(TEMPERATURES),
    )
    season = SelectMultipleField(
        lazy("Months in which it is in season"),
        coerce=int,
        description=lazy("Leave all empty for goods of the whole year."),
    )
    export_class = SelectField(
        lazy("What it counts as for sending abroad"),
        choices=[option(key, word) for key, word in EXPORT_CLASSES.items()],
    )


class TextForm(Form):
    """A product's words in one written form."""

    name = StringField(
        lazy("Name of the product"),
        [DataRequired(lazy("Please write what it is.")), Length(max=200)],
    )
    reading = StringField(
        lazy("Reading in kana"),
        [OPTIONAL, Length(max=200)],
        description=lazy("Helps people who search. For Japanese only."),
    )
    summary = StringField(
        lazy("One sentence that makes one want it"),
        [OPTIONAL, Length(max=400)],
    )
    description = TextAreaField(lazy("Description"), [OPTIONAL, Length(max=8000)])
    serving = TextAreaField(lazy("How to serve"), [OPTIONAL, Length(max=2000)])
    label_name = StringField(
        lazy("Name by the labelling standard"),
        [OPTIONAL, Length(max=200)],
        description=lazy("As printed on the package, for example かつお削りぶし."),
    )
    ingredients = TextAreaField(lazy("Ingredients"), [OPTIONAL, Length(max=4000)])
    origin = TextAreaField(lazy("Origin"), [OPTIONAL, Length(max=2000)])
    storage = TextAreaField(lazy("How to keep"), [OPTIONAL, Length(max=2000)])
    usage = TextAreaField(
        lazy("How to use"),
        [OPTIONAL, Length(max=2000)],
        description=lazy("What one must do before eating, for example heat it through."),
    )
    allergen_note = TextAreaField(
        lazy("What else people with allergies must know"),
        [OPTIONAL, Length(max=2000)],
        description=lazy("For example: caught in a way that mixes shrimp and crab in."),
    )
    is_reviewed = BooleanField(lazy("I can read this language and these words are right."))
    is_label_confirmed = BooleanField(
        lazy("The label words say the same as the package. People with allergies rely on them.")
    )


class LabelForm(DetailFields):
    """The food label's facts, and the allergens."""

    kind = RadioField(
        lazy("Kind of goods"),
        [DataRequired(lazy("Please choose which kind of goods this is."))],
        choices=[
            option(LabelKind.PROCESSED, lazy("Processed food")),
            option(LabelKind.FRESH, lazy("Fresh food")),
            option(LabelKind.LIQUOR, lazy("Alcohol")),
            option(LabelKind.NONFOOD, lazy("Not food")),
        ],
    )
    net_content = StringField(
        lazy("Net content"),
        [OPTIONAL, Length(max=60)],
        description=lazy("Grams as a number, or words such as 3 pieces."),
    )
    date_kind = SelectField(
        lazy("Kind of date"),
        choices=[
            option("", lazy("None")),
            *(option(key, word) for key, word in labels.DATE_KINDS.items()),
        ],
    )
    shelf_life_days = NumberField(
        lazy("Keeps, in days from making"),
        [OPTIONAL, NumberRange(1, 9999, lazy("Please write a number of days."))],
    )
    catch_area = StringField(lazy("Catch area"), [OPTIONAL, Length(max=120)])
    landing_port = StringField(lazy("Landed at"), [OPTIONAL, Length(max=120)])
    is_farmed = BooleanField(lazy("Farmed"))
    is_thawed = BooleanField(lazy("Thawed after freezing"))
    raw_use = SelectField(
        lazy("Eaten raw or cooked"),
        choices=[
            option("", lazy("Not said")),
            *(option(key, word) for key, word in labels.RAW_USES.items()),
        ],
    )
    alcohol_percent = AmountField(
        lazy("Alcohol by volume, in per cent"),
        [OPTIONAL, NumberRange(0, 100, lazy("Please write a number from 0 to 100."))],
    )
    responsible_kind = SelectField(
        lazy("Who is responsible for the label"),
        choices=[option(key, word) for key, word in labels.RESPONSIBLE.items()],
    )
    responsible_name = StringField(lazy("Their name"), [OPTIONAL, Length(max=200)])
    responsible_address = StringField(lazy("Their address"), [OPTIONAL, Length(max=300)])
    nutrition_per = StringField(lazy("Nutrition facts are per"), [OPTIONAL, Length(max=40)])
    kcal = AmountField(lazy("Energy, in kcal"), [OPTIONAL, NumberRange(0, 10_000)])
    protein = AmountField(lazy("Protein, in grams"), [OPTIONAL, NumberRange(0, 1000)])
    fat = AmountField(lazy("Fat, in grams"), [OPTIONAL, NumberRange(0, 1000)])
    carbohydrate = AmountField(lazy("Carbohydrate, in grams"), [OPTIONAL, NumberRange(0, 1000)])
    salt = AmountField(lazy("Salt equivalent, in grams"), [OPTIONAL, NumberRange(0, 1000)])
    is_estimated = BooleanField(lazy("The nutrition facts are estimated"))
    allergens = SelectMultipleField(lazy("It contains"))
    may_contain = SelectMultipleField(lazy("It may contain traces of, or is caught together with"))


class VariantForm(Form):
    """One size."""

    label_ja = StringField(
        lazy("What this size is called"),
        [OPTIONAL, Length(max=80)],
        description=lazy("For example: 80 g bag. Leave it empty when there is only one."),
    )
    price = NumberField(
        lazy("Price with tax, in yen"),
        [InputRequired(lazy("Please write a price.")), PRICE],
    )
    net_weight_g = NumberField(
        lazy("How much is in it, in grams"),
        [InputRequired(lazy("Please write a weight.")), WEIGHT],
    )
    least_weight_g = NumberField(
        lazy("Cut to order: the smallest weight, in grams"),
        [OPTIONAL, WEIGHT],
        description=lazy(
            "Only for goods that you cut after the order. The weight above is then the largest, "
            "and the price is that of the largest. You weigh what you pack, and the buyer pays "
            "for that. Buyers can pay for such goods by card only."
        ),
    )
    shipping_weight_g = NumberField(
        lazy("Weight as packed, in grams"),
        [InputRequired(lazy("Please write a weight.")), WEIGHT],
        description=lazy("With its own package. Delivery fees are reckoned from this."),
    )
    pack_size = StringField(
        lazy("Size as packed, in mm"),
        [OPTIONAL, Regexp(PACK_SIZE, message=lazy("Write three numbers, like 300×200×100."))],
        description=lazy("Length × width × height with its own package. Fees by size need it."),
    )
    pieces = NumberField(
        lazy("Number of pieces"),
        [OPTIONAL, NumberRange(1, 9999, lazy("Please write a number of 1 or more."))],
    )
    sku = StringField(
        lazy("Article number"),
        [OPTIONAL, Length(max=60)],
        description=lazy("Your own number, if you use one. Otherwise we make one."),
    )

    @property
    def sides(self) -> list[int]:
        """Length, width and height; nothing where it was left empty."""
        return [int(number) for number in re.findall(r"\d+", self.pack_size.data or "")]


class PhotoForm(Form):
    """One picture."""

    photo = FileField(lazy("Photo"), [DataRequired(lazy("Please choose a photo."))])


class AltForm(Form):
    """What is on a picture."""

    words = StringField(
        lazy("What is on this photo?"),
        [OPTIONAL, Length(max=200)],
        description=lazy("For people who cannot see it."),
    )


class StateForm(Form):
    """One button."""


def set_choices(form: Any, field: str, choices: list[Any]) -> None:
    """Choices that are known only while the request runs."""
    form[field].choices = choices
