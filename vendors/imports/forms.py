"""Forms of the catalogue file."""

from wtforms import BooleanField, FileField
from wtforms.validators import DataRequired

from core.text import lazy
from core.web.forms import Form


class FileForm(Form):
    """A file."""

    file = FileField(lazy("File"), [DataRequired(lazy("Please choose a file."))])


class StartForm(Form):
    """Do it, and what to do with bad lines."""

    goes_on = BooleanField(lazy("Leave the bad lines out and take the good ones."))
