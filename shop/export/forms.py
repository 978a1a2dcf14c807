"""Editing a rule."""

from typing import Any, Final

from wtforms import DateField, SelectField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from core.text import lazy
from core.web.forms import Form, choices
from i18n.formatting import country
from shop.export.answers import REGIONS
from shop.export.classes import RULE_CLASSES
from shop.export.countries import PREFECTURES
from shop.export.engine import EVERYWHERE, Effect, OriginRule, Sureness
from shop.export.reasons import PAPERS, REASONS
from shop.export.service import RuleFacts

EFFECTS: Final = {
    Effect.ALLOW: lazy("may be sent"),
    Effect.WARN: lazy("may be sent, and the reason is said"),
    Effect.NEEDS: lazy("may be sent when the business provides the papers"),
    Effect.UNKNOWN: lazy("not checked: not sold"),
    Effect.BLOCK: lazy("may not be sent"),
}
ORIGINS: Final = {
    OriginRule.ANY: lazy("wherever it comes from"),
    OriginRule.IN: lazy("from one of these prefectures"),
    OriginRule.NOT_IN: lazy("from anywhere else than these prefectures"),
}
SURENESS: Final = {
    Sureness.CHECKED: lazy("read at the source"),
    Sureness.PARTLY: lazy("partly read at the source"),
    Sureness.JUDGEMENT: lazy("our own judgement"),
    Sureness.FROM_MEMORY: lazy("from memory: opens nothing"),
}
_FILL: Final = InputRequired(lazy("Fill this in."))


def destinations() -> Any:
    """Everywhere, then regions by name."""
    named = sorted(((code, country(code)) for code in REGIONS), key=lambda pair: pair[1])
    return choices([(EVERYWHERE, lazy("Everywhere abroad")), *named])


class RuleForm(Form):
    """A row, and why it is written."""

    destination = SelectField(lazy("Country or region"), choices=destinations)
    product_class = SelectField(lazy("Goods"), choices=choices(RULE_CLASSES.items()))
    origin_rule = SelectField(lazy("Which origins"), choices=choices(ORIGINS.items()))
    prefectures = SelectMultipleField(
        lazy("Prefectures"), choices=choices([(name, name) for name in PREFECTURES])
    )
    effect = SelectField(lazy("What it says"), choices=choices(EFFECTS.items()))
    needs = SelectMultipleField(lazy("Papers"), choices=choices(PAPERS.items()))
    reason = SelectField(lazy("Sentence for buyers"), choices=choices(REASONS.items()))
    valid_from = DateField(lazy("First day"), [Optional()])
    valid_to = DateField(lazy("Last day"), [Optional()])
    source = StringField(lazy("Source"), [_FILL, Length(max=300)])
    source_date = StringField(
        lazy("Date of the source"),
        [_FILL, Length(max=30)],
        description=lazy("For example 2026-11 or 2026-11-22."),
    )
    sureness = SelectField(lazy("How sure it is"), choices=choices(SURENESS.items()))
    review_by = DateField(lazy("Look again by"), [Optional()])
    note = TextAreaField(lazy("Note for the city"), [Optional(), Length(max=2000)])
    why = StringField(lazy("Why do you change this?"), [_FILL, Length(max=300)])


class NewRuleForm(RuleForm):
    """A row that was not there."""

    key = StringField(
        lazy("Short name"),
        [_FILL, Length(max=60)],
        description=lazy("Letters, digits and -, for example tw-food."),
    )


class EndForm(Form):
    """Taking a row out."""

    why = StringField(lazy("Why do you take it out?"), [_FILL, Length(max=300)])


def facts_by(values: dict[str, Any], *, keep_either: list[str]) -> RuleFacts:
    """What a form's values say; papers of which either will do stay as they were."""
    return RuleFacts(
        destination=values["destination"],
        product_class=values["product_class"],
        effect=Effect(values["effect"]),
        reason=values["reason"],
        source=values["source"].strip(),
        source_date=values["source_date"].strip(),
        sureness=Sureness(values["sureness"]),
        origin_rule=OriginRule(values["origin_rule"]),
        prefectures=values["prefectures"] or [],
        needs=[*(values["needs"] or []), *keep_either],
        valid_from=values["valid_from"],
        valid_to=values["valid_to"],
        review_by=values["review_by"],
        note=values["note"] or "",
    )
