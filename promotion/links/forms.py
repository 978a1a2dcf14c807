"""The form of a new link."""

from datetime import timedelta

from wtforms import DateField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from core.dates import day_start
from core.text import lazy
from core.web.forms import Form, choices
from promotion.links.service import LinkTerms
from promotion.links.vocabulary import MEDIA


class LinkForm(Form):
    """Where a link leads, and where it will stand."""

    label = StringField(lazy("What it is for"), [InputRequired(), Length(max=120)])
    path = StringField(lazy("The page it leads to"), [InputRequired(), Length(max=300)])
    medium = SelectField(lazy("Where it will stand"), choices=choices(MEDIA))
    source = StringField(lazy("Which one exactly, in one word"), [InputRequired(), Length(max=40)])
    campaign = StringField(lazy("Campaign, in one word"), [InputRequired(), Length(max=40)])
    ends_on = DateField(lazy("Last day"), [Optional()])

    @property
    def terms(self) -> LinkTerms:
        """The link as typed; it ends at midnight in Tokyo after its last day."""
        typed = self.values
        ends_on = typed["ends_on"]
        return LinkTerms(
            label=str(typed["label"]).strip(),
            path=str(typed["path"]),
            source=str(typed["source"]).strip().lower(),
            medium=str(typed["medium"]),
            campaign=str(typed["campaign"]).strip().lower(),
            expires_at=day_start(ends_on + timedelta(days=1)) if ends_on else None,
        )
