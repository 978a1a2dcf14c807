"""The form of a target, and the note that a change or a closing needs."""

from datetime import date

from wtforms import DateField, IntegerField, SelectField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange

from analytics.targets import choices
from analytics.targets.models import Measure, Target, TargetKind
from analytics.targets.service import Goal
from core.text import gettext, lazy
from core.unit_of_work import UnitOfWork
from core.web.forms import Form
from i18n import formatting
from shop.delivery.zones import ROMAN


class TargetForm(Form):
    """What a target says. The subject is `<kind>:<key>`, so that one list serves both kinds."""

    subject = SelectField(lazy("What the target is about"), validators=[InputRequired()])
    market = SelectField(lazy("Market"), validators=[InputRequired()])
    measure = SelectField(lazy("Counted in"), validators=[InputRequired()])
    goal = IntegerField(lazy("Goal"), validators=[InputRequired(), NumberRange(min=1, max=10**12)])
    starts_on = DateField(lazy("First day"), validators=[InputRequired()])
    ends_on = DateField(lazy("Last day"), validators=[InputRequired()])
    reason = TextAreaField(lazy("Reason"), validators=[InputRequired(), Length(max=4000)])

    def offer(self, uow: UnitOfWork) -> None:
        """Fill the lists in the reader's language."""
        self.market.choices = markets()
        self.subject.choices = subjects(uow)
        self.measure.choices = [(key.value, str(name)) for key, name in choices.MEASURES.items()]

    @property
    def said(self) -> Goal:
        """The goal as it was typed, once the form is valid."""
        kind, _, subject = str(self.subject.data).partition(":")
        return Goal(
            kind=TargetKind(kind),
            market=str(self.market.data),
            subject=subject,
            measure=Measure(self.measure.data),
            goal=self.goal.data or 0,
            starts_on=self.starts_on.data or date.min,
            ends_on=self.ends_on.data or date.min,
            reason=(self.reason.data or "").strip(),
        )


class ChangeForm(TargetForm):
    """A target's form with the reason for changing it."""

    note = TextAreaField(lazy("Why it is changed"), validators=[InputRequired(), Length(max=4000)])


class CloseForm(Form):
    """What was learned from a target."""

    note = TextAreaField(lazy("What was learned"), validators=[InputRequired(), Length(max=4000)])


def values_of(target: Target) -> dict[str, object]:
    """A target's fields as the form holds them."""
    return {
        "subject": f"{target.kind.value}:{target.subject}",
        "market": target.market,
        "measure": target.measure.value,
        "goal": target.goal,
        "starts_on": target.starts_on,
        "ends_on": target.ends_on,
        "reason": target.reason,
    }


def markets() -> list[tuple[str, str]]:
    """Home and abroad as wholes, countries, then prefectures."""
    wholes = [(key, choices.market_name(key)) for key in (choices.HOME, choices.ABROAD)]
    countries = [(code, formatting.country(code)) for code in choices.COUNTRIES]
    prefectures = [(f"{choices.HOME}:{name}", choices.prefecture_name(name)) for name in ROMAN]
    return [*wholes, *countries, *prefectures]


def subjects(uow: UnitOfWork) -> list[tuple[str, str]]:
    """Product classes and themes, each told which kind of target it makes."""
    offered: list[tuple[str, str]] = []
    for kind, name in choices.KINDS.items():
        keys = ["", *choices.subject_names(uow.session, kind)]
        offered += [
            (
                f"{kind.value}:{key}",
                gettext(
                    "%(kind)s: %(name)s",
                    kind=str(name),
                    name=choices.subject_name(uow.session, kind, key),
                ),
            )
            for key in keys
        ]
    return offered
