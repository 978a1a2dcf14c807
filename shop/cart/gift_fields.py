"""The fields of a present, for every form that has them."""

from typing import Any

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import Length

from core.text import lazy
from core.web.forms import Form, choices
from shop.delivery.gifts import LONGEST_MESSAGE, LONGEST_NOSHI, NOSHI_WORDS, Gift

_ON_BAND = Length(
    max=LONGEST_NOSHI, message=lazy("At most 20 characters fit on a line of the noshi.")
)
_ON_CARD = Length(max=LONGEST_MESSAGE, message=lazy("At most 300 characters fit on the card."))


def _noshi_choices() -> Any:
    return choices([(kind.value, words) for kind, words in NOSHI_WORDS.items()])


class GiftFields(Form):
    """Sender, noshi with two lines, wrapping and a message; all of it may be left alone."""

    sender = StringField(lazy("From (as it shall stand on the parcel)"), validators=[_ON_CARD])
    noshi = SelectField(
        lazy("Noshi (paper band)"), choices=_noshi_choices, default="", validate_choice=False
    )
    noshi_above = StringField(
        lazy("Above the knot"), description=lazy("For example 御礼 or 内祝."), validators=[_ON_BAND]
    )
    noshi_below = StringField(
        lazy("Below the knot"),
        description=lazy("Usually the sender's name."),
        validators=[_ON_BAND],
    )
    is_wrapped = BooleanField(lazy("Wrap it as a present"))
    message = TextAreaField(lazy("Message on a card"), validators=[_ON_CARD])

    @property
    def gift(self) -> Gift:
        """What was chosen."""
        return Gift.of(self.values)


def start_of(gift: Gift) -> dict[str, Any]:
    """The fields' values for a gift that was chosen before."""
    return {
        "sender": gift.sender,
        "noshi": gift.noshi.value,
        "noshi_above": gift.noshi_above,
        "noshi_below": gift.noshi_below,
        "is_wrapped": gift.is_wrapped,
        "message": gift.message,
    }
