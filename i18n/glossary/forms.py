"""Editing a term."""

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from core.text import lazy
from core.web.forms import Form, option

SURE = [
    option("H", lazy("sure")),
    option("M", lazy("fairly sure")),
    option("L", lazy("unsure")),
]


class TermForm(Form):
    """The agreed word in each written form, and other words people search for."""

    key = StringField(
        lazy("Short name"),
        [InputRequired(lazy("Give the term a short name of letters and digits.")), Length(max=60)],
        description=lazy("Letters, digits and _, for example green_tea."),
    )
    category = StringField(lazy("Kind"), [InputRequired(lazy("Fill this in.")), Length(max=40)])
    ja = StringField("日本語", [Optional(), Length(max=120)], render_kw={"lang": "ja"})
    kana = StringField(lazy("Reading in hiragana"), [Optional(), Length(max=120)])
    en = StringField("English", [Optional(), Length(max=120)], render_kw={"lang": "en"})
    zh_hant = StringField("繁體中文", [Optional(), Length(max=120)], render_kw={"lang": "zh-Hant"})
    zh_hans = StringField("简体中文", [Optional(), Length(max=120)], render_kw={"lang": "zh-Hans"})
    th = StringField("ไทย", [Optional(), Length(max=120)], render_kw={"lang": "th"})
    ko = StringField("한국어", [Optional(), Length(max=120)], render_kw={"lang": "ko"})
    synonyms = TextAreaField(
        lazy("Other words for the same thing"),
        [Optional(), Length(max=1000)],
        description=lazy("One a line, in any language. Searches for any of them find the thing."),
    )
    sureness = SelectField(lazy("How sure the words are"), choices=SURE, default="M")
    note = StringField(lazy("Note"), [Optional(), Length(max=400)])
