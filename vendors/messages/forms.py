"""Forms of the desk for answers."""

from wtforms import BooleanField, TextAreaField
from wtforms.validators import InputRequired, Length

from core.text import lazy
from core.web.forms import Form

_SHORT = Length(max=2000, message=lazy("Write this shorter: at most 2,000 characters."))


class AnswerForm(Form):
    """An answer to a question about goods."""

    words = TextAreaField(
        lazy("Your answer"),
        description=lazy("Write in your own language: readers of others get a marked draft."),
        validators=[InputRequired(lazy("Write your answer.")), _SHORT],
    )
    is_public = BooleanField(lazy("Show question and answer on the page of the goods"))


class MessageForm(Form):
    """Words for the buyer."""

    words = TextAreaField(
        lazy("Your message"),
        description=lazy("Write in your own language: the buyer also gets a draft in theirs."),
        validators=[InputRequired(lazy("Write your message.")), _SHORT],
    )
