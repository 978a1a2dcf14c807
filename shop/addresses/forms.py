"""The piece of a form that asks for an address, alone on a page or once for every recipient."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from wtforms import SelectField, StringField

from core.text import current_locale, gettext, lazy
from core.web.forms import Form, choices
from i18n.formatting import country as country_name
from shop.addresses import checking, postal_codes, regions
from shop.addresses.formats import HOME, form_of
from shop.addresses.labels import AUTOCOMPLETE, FIELDS
from shop.addresses.ports import offered

FIND: Final = "find-address"
"""The value of `action` that asks for the place of a postal code; a prefix follows it."""


@dataclass(frozen=True, kw_only=True)
class FieldView:
    """One field of the country's form, as the page shows it."""

    name: str
    field: Any
    label: str
    is_required: bool
    autocomplete: str | None
    hint: str
    options: tuple[Any, ...] = ()
    suggestions: tuple[str, ...] = ()


def country_choices() -> Any:
    """Countries that an address may be in, home first, the others by name."""
    home, *others = offered()
    named = sorted(((code, country_name(code)) for code in others), key=lambda pair: pair[1])
    return choices([(home, country_name(home)), *named])


class AddressForm(Form):
    """An address in its country's own form. Several stand on one page by their `prefix`.

    `country` may be replaced by a subclass that offers fewer.
    """

    country = SelectField(lazy("Country or region"), choices=country_choices)
    family_name = StringField()
    given_name = StringField()
    family_kana = StringField()
    given_kana = StringField()
    company = StringField()
    postal_code = StringField()
    region = StringField()
    city = StringField()
    area = StringField()
    street = StringField()
    building = StringField()
    phone = StringField()
    found_note: str = ""
    """What a look at the postal code brought, said beside its field."""

    @property
    def country_code(self) -> str:
        """The chosen country, home where none of the offered ones was."""
        code = str(self.country.data or HOME)
        allowed = {str(cast("Any", choice).value) for choice in self.country.iter_choices()}
        return code if code in allowed else HOME

    @property
    def address(self) -> dict[str, str]:
        """What was typed of the address, tidied as the country writes it."""
        return checking.tidy(self.country_code, self._typed())

    def _typed(self) -> Mapping[str, str]:
        values: dict[str, Any] = self.values
        return {name: values[name] or "" for name in FIELDS}

    @property
    def region_key(self) -> str:
        """The chosen region as the list knows it, whatever it was called when it was stored."""
        text = self.region.data or ""
        found = form_of(self.country_code).region(text)
        return found.key if found else text

    def show(self, address: Mapping[str, str]) -> None:
        """Put values into the fields; other fields keep what was typed."""
        for name, text in address.items():
            self[name].data = text

    def replace_address(self, country: str, address: Mapping[str, str]) -> None:
        """Put another address into the form; nothing of the one before stays."""
        self.country.data = country
        self.show({name: address.get(name, "") for name in FIELDS})

    def is_address_right(self) -> bool:
        """Put what is wrong with the address beside its fields."""
        wrong = checking.problems(self.country_code, self.address)
        form = form_of(self.country_code)
        for name, sentence in wrong:
            field: Any = self[name]
            field.label.text = str(form.label(name))
            field.errors = [*field.errors, str(sentence)]
        return not wrong

    def is_lookup(self, action: str | None) -> bool:
        """Whether the button that sent the form was this address's "find address"."""
        return action == self.lookup_action

    @property
    def lookup_action(self) -> str:
        return f"{FIND}{self.country.name.removesuffix('country')}"

    def find_address(self) -> None:
        """Fill the place of a Japanese postal code in; what was typed elsewhere stays."""
        places = postal_codes.find(self.postal_code.data or "")
        if not places:
            errors: Any = self.postal_code.errors
            said = gettext("There is no such postal code. Please look at it again.")
            self.postal_code.errors = [*errors, said]
            return
        found = postal_codes.common(places)
        if (self.street.data or "").startswith(found.get("street", "")):
            found.pop("street", None)  # the house number is typed already
        self.show(found)
        self.found_note = postal_codes.note(places)

    def address_fields(self) -> list[FieldView]:
        """The country's fields in its own order, as the page shows them."""
        form = form_of(self.country_code)
        locale = current_locale()
        return [
            FieldView(
                name=name,
                field=self[name],
                label=str(form.label(name)),
                is_required=form.is_required(name),
                autocomplete=AUTOCOMPLETE.get(name),
                hint=self._hint(name),
                options=regions.options(form, locale) if name == "region" else (),
                suggestions=self._suggestions(name),
            )
            for name in form.order
            if locale == "ja" or not name.endswith("_kana")
        ]

    def address_groups(self) -> list[list[FieldView]]:
        """The fields as they stand beside each other: the two parts of a name are one row."""
        groups: list[list[FieldView]] = []
        for each in self.address_fields():
            pair = each.name.partition("_")[2]
            is_second = pair and groups and groups[-1][-1].name.partition("_")[2] == pair
            if is_second:
                groups[-1].append(each)
            else:
                groups.append([each])
        return groups

    def _hint(self, name: str) -> str:
        if name == "postal_code":
            if self.found_note:
                return self.found_note
            example = form_of(self.country_code).postal_example
            return gettext("For example %(example)s", example=example) if example else ""
        return ""

    def _suggestions(self, name: str) -> tuple[str, ...]:
        if name != "city":
            return ()
        return regions.cities_of(self.country_code, self.region.data or "", current_locale())
