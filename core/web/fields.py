"""Fields that take numbers as people write them, and choices as controls show them."""

import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import DecimalField, IntegerField
from wtforms.validators import StopValidation

from core.text import gettext


@dataclass(frozen=True, slots=True)
class Option:
    """One choice of a list, as the control shows it."""

    value: Any
    label: Any
    checked: bool
    hint: Any = None
    lang: Any = None
    disabled: bool = False


def options_of(field: Any) -> list[Option]:
    """The choices of a WTForms field."""
    return [
        Option(
            choice.value,
            choice.label,
            choice.selected,
            choice.render_kw.get("hint"),
            choice.render_kw.get("lang"),
        )
        for choice in field.iter_choices()
    ]


def plain_number(text: str) -> str:
    """A number as written in Japanese or with separators, in plain digits."""
    return unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "").replace("−", "-")


class NumberField(IntegerField):
    """A whole number; anything else gets one clear sentence."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = plain_number(str(valuelist[0])) if valuelist else ""
        if not text:
            self.data = None
            return
        try:
            self.data = int(text)
        except ValueError:
            self.data = None
            raise ValueError(gettext("Please write a number with digits only.")) from None

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms' signature
        _stop_after_wrong_number(self)


class AmountField(DecimalField):
    """A number that may have a fraction; anything else gets one clear sentence."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        text = plain_number(str(valuelist[0])) if valuelist else ""
        if not text:
            self.data = None
            return
        try:
            self.data = Decimal(text)
        except InvalidOperation:
            self.data = None
        if self.data is None or not self.data.is_finite():
            self.data = None
            raise ValueError(gettext("Please write a number with digits only."))

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 - WTForms' signature
        _stop_after_wrong_number(self)


def _stop_after_wrong_number(field: Any) -> None:
    """What is no number cannot be too small as well: one sentence is enough."""
    if field.process_errors:
        raise StopValidation
