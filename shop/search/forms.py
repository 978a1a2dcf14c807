"""What staff do about searches that found nothing."""

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from core.text import lazy
from core.web.forms import Form


class SynonymForm(Form):
    """Words that were searched in vain, and a word of the glossary that means the same."""

    words = StringField(
        lazy("What was searched"), [InputRequired(lazy("Fill this in.")), Length(max=120)]
    )
    meaning = StringField(
        lazy("Means the same as"),
        [InputRequired(lazy("Fill this in.")), Length(max=120)],
        description=lazy("A word of the glossary, in any language. It counts at once."),
    )
