"""Forms of the reviews' desk."""

from wtforms import TextAreaField
from wtforms.validators import InputRequired, Length

from core.text import lazy
from core.web.forms import Form


class AnswerForm(Form):
    """The business's answer."""

    words = TextAreaField(
        lazy("Your answer"),
        description=lazy(
            "Write in your own language. Everybody can read it; drafts in others are marked."
        ),
        validators=[
            InputRequired(lazy("Write your answer.")),
            Length(max=2000, message=lazy("Write this shorter: at most 2,000 characters.")),
        ],
    )
