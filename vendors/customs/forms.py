"""Keeping a proof."""

from collections.abc import Mapping
from typing import Final

from wtforms import FileField, SelectField
from wtforms.validators import DataRequired

from core.text import LazyText, lazy
from core.web.forms import Form, choices
from shop.customs.models import ProofKind

KINDS: Final[Mapping[ProofKind, LazyText]] = {
    ProofKind.LABEL_COPY: lazy("Copy of the label"),
    ProofKind.ACCEPTANCE: lazy("The carrier's receipt"),
    ProofKind.PERMIT: lazy("Export permit"),
}
MISSING: Final[Mapping[str, LazyText]] = {
    "hs_code": lazy("The customs code (HS) is missing."),
    "description": lazy("The description in English is missing."),
    "origin": lazy("Nobody has said where it was made."),
    "value": lazy("The value is zero, which customs refuse."),
    "net_weight": lazy("The net weight is missing."),
}


class ProofForm(Form):
    """A picture of a paper."""

    kind = SelectField(lazy("What is it?"), choices=choices(KINDS.items()))
    picture = FileField(lazy("Photo of the paper"), [DataRequired(lazy("Please choose a photo."))])
