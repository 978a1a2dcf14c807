"""Forms: what was typed is kept, errors stand beside the field and in a summary."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Self, cast

from flask import request
from wtforms import Form as WTForm
from wtforms.fields import choices as wtforms_choices

from core.errors import DomainError
from core.text import gettext, raw_gettext, raw_ngettext


def option(value: str, label: Any, *, hint: Any = None, lang: str | None = None) -> Any:
    """A choice of a select, radio or checkbox field, with a hint and a language of its own."""
    render = {key: said for key, said in (("hint", hint), ("lang", lang)) if said}
    # typed as anything: the stubs know choices as tuples, which WTForms has given up
    return cast("Any", wtforms_choices).SelectChoice(value, label, render)


def choices(pairs: Iterable[tuple[str, object]]) -> Any:
    """(value, label) pairs as a select or radio field takes them; labels may be lazy."""
    make = cast("Any", wtforms_choices).SelectChoice
    return [make(value, label) for value, label in pairs]


class _Translations:
    def gettext(self, string: str) -> str:
        return raw_gettext(string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return raw_ngettext(singular, plural, n)


class Form(WTForm):
    """The base of every form. Rules of the market live in services; shape lives here."""

    class Meta:
        def get_translations(self, _form: WTForm) -> Any:
            return _Translations()

    def __init__(self, formdata: Any = None, **kwargs: Any) -> None:
        super().__init__(formdata, **kwargs)
        self.refusals: list[str] = []

    @classmethod
    def of_request(cls, **values: Any) -> Self:
        """The form as it was sent, or with `values` when nothing was sent yet."""
        return cls(_sent(), **values)

    def is_sent_and_valid(self) -> bool:
        return request.method == "POST" and bool(self.validate())

    def attempt(self, action: Callable[[], Any]) -> bool:
        """Do something; a refusal becomes the form's error. True when it was done.

        The caller must answer a refusal with `invalid`, which keeps the transaction from
        committing half of what was tried.
        """
        try:
            action()
        except DomainError as error:
            self.refuse(error)
            return False
        return True

    def refuse(self, error: DomainError) -> None:
        message = gettext(error.message, **error.params)
        fields = cast("Mapping[str, Any]", self._fields)  # pyright: ignore[reportUnknownMemberType]
        if error.field and error.field in fields:
            field = fields[error.field]
            field.errors = [*field.errors, message]
        else:
            self.refusals.append(message)

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, by field, as a service takes it."""
        return dict(self.data)

    @property
    def all_errors(self) -> list[tuple[str, str]]:
        """(field id or empty, sentence) of everything that is wrong, for the summary.

        A sentence that stands at several fields says which one it is about.
        """
        fields = cast("Mapping[str, Any]", self._fields)  # pyright: ignore[reportUnknownMemberType]
        wrong = [(field, str(error)) for field in fields.values() for error in field.errors]
        times = Counter(error for _, error in wrong)
        found = [
            (
                str(field.id),
                error
                if times[error] == 1
                else gettext("%(field)s: %(problem)s", field=str(field.label.text), problem=error),
            )
            for field, error in wrong
        ]
        return [("", refusal) for refusal in self.refusals] + found


def _sent() -> Any:
    if request.method != "POST":
        return None
    return _Combined(request.form, request.files)


class _Combined:
    """Fields and files of a request as one, as WTForms reads them."""

    def __init__(self, form: Any, files: Any) -> None:
        self._sources = (form, files)

    def __iter__(self) -> Any:
        return iter([key for source in self._sources for key in source])

    def __len__(self) -> int:
        return sum(len(source) for source in self._sources)

    def __contains__(self, name: str) -> bool:
        return any(name in source for source in self._sources)

    def getlist(self, name: str) -> list[Any]:
        return [value for source in self._sources for value in source.getlist(name)]
