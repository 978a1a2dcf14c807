"""Forms of questions and messages."""

from wtforms import EmailField, TextAreaField
from wtforms.validators import Email, InputRequired, Length

from core.text import lazy
from core.web.forms import Form

_SHORT = Length(max=2000, message=lazy("Write this shorter: at most 2,000 characters."))


class QuestionForm(Form):
    """What somebody wants to know of goods, and where the answer is sent."""

    words = TextAreaField(
        lazy("Your question"),
        description=lazy("In any language. It stands on the page once it is answered."),
        validators=[InputRequired(lazy("Write your question.")), _SHORT],
    )
    email = EmailField(
        lazy("E-mail address"),
        description=lazy("Only for the answer: nobody else sees it, the business neither."),
        validators=[
            InputRequired(lazy("Type your e-mail address.")),
            Email(lazy("This is no e-mail address.")),
            Length(max=254, message=lazy("This is no e-mail address.")),
        ],
    )


class MessageForm(Form):
    """Words for the other side of an order."""

    words = TextAreaField(
        lazy("Your message"),
        description=lazy("Write in your own language: the other side also gets a draft in theirs."),
        validators=[InputRequired(lazy("Write your message.")), _SHORT],
    )
