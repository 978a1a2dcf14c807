"""Forms of reviews."""

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from core.text import lazy
from core.web.forms import Form, choices
from shop.reviews.service import LONGEST
from shop.reviews.states import HIDE_REASONS, RELATIONS, STARS, Relation


class ReviewForm(Form):
    """Stars, words, and what the writer got for it."""

    stars = RadioField(
        lazy("How was it?"),
        coerce=int,
        choices=choices((str(number), words) for number, words in STARS.items()),
        validators=[InputRequired(lazy("Choose one to five stars."))],
    )
    words = TextAreaField(
        lazy("Your review"),
        description=lazy("In any language. Taste, freshness, packing: what would help others?"),
        validators=[
            InputRequired(lazy("Write a few words.")),
            Length(max=LONGEST, message=lazy("Write this shorter: at most 2,000 characters.")),
        ],
    )
    name = StringField(
        lazy("Name beside your review"),
        description=lazy("Everybody can read it. Leave it empty to stay unnamed."),
        validators=[Length(max=60, message=lazy("Write this shorter: at most 60 characters."))],
    )
    relation = RadioField(
        lazy("Did you get something from the business?"),
        choices=choices((key.value, words) for key, words in RELATIONS.items()),
        default=Relation.BOUGHT.value,
        description=lazy("Goods, samples, money or reductions: the law asks that readers know."),
    )


class HideForm(Form):
    """Why a review is hidden."""

    reason = RadioField(
        lazy("Why is it hidden?"),
        choices=choices((key.value, words) for key, words in HIDE_REASONS.items()),
        validators=[InputRequired(lazy("Choose a reason: the writer will read it."))],
    )
