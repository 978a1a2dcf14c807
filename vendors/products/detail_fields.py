"""The label's finer fields, for those who want to give them."""

from typing import Final

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from core.text import lazy
from core.web.fields import AmountField, NumberField
from core.web.forms import Form, option
from shop.catalogue import labels

OPTIONAL: Final = Optional()
DEGREES: Final = NumberRange(-80, 60, lazy("Please write degrees from −80 to 60."))
DAYS: Final = NumberRange(1, 9999, lazy("Please write a number of days."))


class DetailFields(Form):
    """Species, ingredients one by one, origins, storage in degrees, the plant and its numbers."""

    days_left_on_arrival = NumberField(
        lazy("Days left at least when it arrives"),
        [OPTIONAL, DAYS],
        description=lazy("A promise: goods that would keep shorter are not sold."),
    )
    species = TextAreaField(
        lazy("Species"),
        [OPTIONAL, Length(max=1000)],
        description=lazy("One a line: the Japanese name, then | and the Latin name."),
    )
    ingredient_list = TextAreaField(
        lazy("Ingredients one by one"),
        [OPTIONAL, Length(max=4000)],
        description=lazy(
            "One a line: name | per cent | origin | allergens. Additives come after a line with /."
        ),
    )
    main_origin_kind = SelectField(
        lazy("Origin of the main ingredient"),
        choices=[
            option("", lazy("Not said")),
            *(option(key, word) for key, word in labels.ORIGIN_KINDS.items()),
        ],
    )
    main_origin_text = StringField(lazy("Which one"), [OPTIONAL, Length(max=200)])
    country_of_origin = StringField(
        lazy("Country of origin of imported goods"), [OPTIONAL, Length(max=120)]
    )
    solid_g = NumberField(
        lazy("Weight without the liquid, in grams"), [OPTIONAL, NumberRange(1, 1_000_000)]
    )
    starch_percent = AmountField(
        lazy("Starch in fish cakes, in per cent"), [OPTIONAL, NumberRange(0, 100)]
    )
    is_heated_before_freezing = BooleanField(lazy("Heated before it was frozen"))
    min_c = NumberField(lazy("Keep at or above, in °C"), [OPTIONAL, DEGREES])
    max_c = NumberField(lazy("Keep at or below, in °C"), [OPTIONAL, DEGREES])
    plant_name = StringField(lazy("Name of the plant"), [OPTIONAL, Length(max=200)])
    plant_address = StringField(lazy("Address of the plant"), [OPTIONAL, Length(max=300)])
    plant_code = StringField(lazy("Code of the plant on the label"), [OPTIONAL, Length(max=60)])
    plant_permit_no = StringField(lazy("Number of its permit"), [OPTIONAL, Length(max=80)])
    plant_eu_no = StringField(lazy("Its number in the European Union"), [OPTIONAL, Length(max=60)])
    plant_gacc_no = StringField(lazy("Its number in China (GACC)"), [OPTIONAL, Length(max=60)])
    plant_haccp = BooleanField(lazy("It works by HACCP"))
