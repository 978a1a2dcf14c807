"""Forms of notices."""

from wtforms import EmailField, RadioField, TextAreaField
from wtforms.validators import Email, InputRequired, Length, Optional

from core.text import lazy
from core.web.forms import Form, choices
from shop.notices.service import LONGEST
from shop.notices.states import OUTCOMES, REASONS

_SHORT = Length(max=LONGEST, message=lazy("Write this shorter: at most 4,000 characters."))


class NoticeForm(Form):
    """What is wrong with a listing."""

    reason = RadioField(
        lazy("What is wrong?"),
        choices=choices((key.value, words) for key, words in REASONS.items()),
        validators=[InputRequired(lazy("Choose what is wrong."))],
    )
    words = TextAreaField(
        lazy("Tell us more"),
        description=lazy(
            "In any language: what you saw, and where. The business never reads this."
        ),
        validators=[InputRequired(lazy("Write what is wrong.")), _SHORT],
    )
    email = EmailField(
        lazy("E-mail address"),
        description=lazy("Only if you want to hear what came of it."),
        validators=[
            Optional(),
            Email(lazy("This is no e-mail address.")),
            Length(max=254, message=lazy("This is no e-mail address.")),
        ],
    )


class CloseForm(Form):
    """What came of it."""

    outcome = RadioField(
        lazy("What came of it?"),
        choices=choices((key.value, words) for key, words in OUTCOMES.items()),
        validators=[InputRequired(lazy("Choose what came of it."))],
    )
    note = TextAreaField(
        lazy("Why"),
        description=lazy("The reporter reads it and, unless the reason forbids it, the business."),
        validators=[InputRequired(lazy("Write why: it will be read.")), _SHORT],
    )
