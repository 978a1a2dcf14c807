"""Editing a known sentence."""

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, Regexp

from core.text import lazy
from core.web.forms import Form

_WORDS = [Optional(), Length(max=1000)]


class PhraseForm(Form):
    """A sentence in each written form, one wording a line; the first is what drafts say."""

    key = StringField(
        lazy("Short name"),
        [
            InputRequired(lazy("Give the sentence a short name of letters and digits.")),
            Regexp(
                r"^[a-z0-9_]{1,60}$",
                message=lazy("Give the sentence a short name of letters and digits."),
            ),
        ],
        description=lazy("Letters, digits and _, for example when_ship."),
    )
    ja = TextAreaField("日本語", _WORDS, render_kw={"lang": "ja"})
    en = TextAreaField("English", _WORDS, render_kw={"lang": "en"})
    zh_hant = TextAreaField("繁體中文", _WORDS, render_kw={"lang": "zh-Hant"})
    zh_hans = TextAreaField("简体中文", _WORDS, render_kw={"lang": "zh-Hans"})
    th = TextAreaField("ไทย", _WORDS, render_kw={"lang": "th"})
    ko = TextAreaField("한국어", _WORDS, render_kw={"lang": "ko"})
