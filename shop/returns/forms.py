"""Forms of requests about what arrived."""

from typing import Any

from wtforms import IntegerField, MultipleFileField, RadioField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from core.text import lazy
from core.web.forms import Form, choices, option
from shop.returns.states import REASONS, Reason, Remedy

_WORDS = Length(max=2000, message=lazy("Write this shorter: at most 2,000 characters."))


class AskForm(Form):
    """What is wrong; which goods it is about are fields of their own, one a line."""

    reason = RadioField(
        lazy("What happened?"),
        choices=choices((reason.value, words) for reason, words in REASONS.items()),
        validators=[InputRequired(lazy("Choose what happened."))],
    )
    words = TextAreaField(
        lazy("In your words"),
        description=lazy("In any language. What do you see, what do you wish for?"),
        validators=[InputRequired(lazy("Say in a few words what happened.")), _WORDS],
    )
    photos = MultipleFileField(
        lazy("Photos"),
        description=lazy("Up to five. Only you, the business and the market's staff see them."),
    )

    def leave_out(self, reason: Reason) -> None:
        """Do not offer a reason that could only be refused."""
        kept = [(each.value, words) for each, words in REASONS.items() if each is not reason]
        self.reason.choices = choices(kept)

    @property
    def files(self) -> list[Any]:
        """The pictures that were really sent: an empty field sends one without a name."""
        return [file for file in self.photos.data or [] if getattr(file, "filename", "")]


class AnswerForm(Form):
    """Yes or no to a request."""

    remedy = RadioField(
        lazy("Your answer"),
        choices=[
            option(Remedy.REFUND.value, lazy("Yes: money back")),
            option(Remedy.REPLACEMENT.value, lazy("Yes: send the goods again")),
            option("no", lazy("No: I do not agree")),
        ],
        validators=[InputRequired(lazy("Choose an answer."))],
    )
    amount = IntegerField(
        lazy("How much goes back, in yen"),
        description=lazy("Leave it empty for all that was paid for these goods."),
        validators=[Optional()],
    )
    words = TextAreaField(
        lazy("What you say to the buyer"),
        validators=[InputRequired(lazy("Say something to the buyer.")), _WORDS],
    )


class DisputeForm(Form):
    """The buyer does not agree."""

    words = TextAreaField(
        lazy("Why you do not agree"),
        validators=[InputRequired(lazy("Say why you do not agree.")), _WORDS],
    )
