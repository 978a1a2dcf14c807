"""The design system: every macro renders, is valid HTML, is named for everybody, and can be read."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import html5lib
import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from lxml import html
from markupsafe import Markup
from wtforms import (
    BooleanField,
    EmailField,
    Form,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    validators,
)

from core.web.fields import options_of

ROOT: Final = Path(__file__).resolve().parents[3]
WEB: Final = ROOT / "core/web"
CSS: Final = WEB / "static/core/css"
NAMES: Final = {"ja": "日本語", "en": "English", "th": "ไทย"}
LANGUAGES: Final = [SimpleNamespace(code=c, name=n, html_lang=c) for c, n in NAMES.items()]
PHOTO: Final = SimpleNamespace(
    alt="Katsuobushi in a bowl",
    width=800,
    height=600,
    placeholder_colour="#fae6c4",
    sources=[("image/avif", "/a.avif 400w"), ("image/webp", "/a.webp 400w")],
    src="/a.jpg",
)


def environment(*, kept: bool = True, locale: str = "en") -> Environment:
    """The templates as the application reads them, with plain stand-ins for what it answers."""
    jinja = Environment(
        loader=FileSystemLoader(WEB / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    plural: Callable[[str, str, int], str] = lambda one, many, n: one if n == 1 else many  # noqa: E731
    jinja.install_gettext_callables(str, plural, newstyle=True)  # type: ignore[attr-defined]
    jinja.filters.update(
        yen=lambda amount: f"¥{amount:,}",
        number=lambda figure: f"{figure:,}",
        weight=lambda grams: f"{grams} g",
        datetime=str,
        country=str,
        language_name=lambda code: NAMES[code],
    )
    jinja.globals.update(
        locale=locale,
        locales=LANGUAGES,
        url=lambda endpoint, **_: f"/{endpoint}",
        place=lambda endpoint, **_: f"/{endpoint}",
        static=lambda path: f"/static/{path}",
        navigation=lambda area: [
            SimpleNamespace(label=f"{area} {n}", url=f"/{area}/{n}", is_current=n == 1, icon="fish")
            for n in (1, 2)
        ],
        slot=lambda _name: Markup(),
        piece=lambda *_made_of, caller: caller(),
        options_of=options_of,
        tools_of_header=Markup,
        flashes=lambda: [("success", "Saved."), ("error", "Not saved.")],
        page_scripts=list,
        consent_questions=list,
        csrf_field=lambda: Markup('<input type="hidden" name="csrf_token" value="t">'),
        request_path="/en/",
        page=SimpleNamespace(
            canonical="https://market.example/en/",
            alternates=[("en", "https://market.example/en/")],
            switch=[(language, f"/{language.code}/") for language in LANGUAGES],
            is_kept=kept,
        ),
    )
    return jinja


def rendered(source: str, **context: Any) -> str:
    return environment().from_string(source).render(**context)


def tree_of(source: str, **context: Any) -> Any:
    return html.fragment_fromstring(rendered(source, **context), create_parent="main")


def assert_valid(page: str) -> None:
    html5lib.HTMLParser(strict=True).parse(page)
    tree = html.fromstring(page)
    assert not tree.xpath("//*[@style]|//style|//script[not(@src)]")
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    ids = tree.xpath("//@id")
    assert sorted(ids) == sorted(set(ids))
    for control in tree.xpath("//input[@type!='hidden']|//select|//textarea"):
        assert tree.xpath(f"//label[@for='{control.get('id')}']"), control.get("name")
    for reference in tree.xpath("//@aria-describedby|//@aria-labelledby|//@aria-controls"):
        assert set(str(reference).split()) <= set(ids)
    assert not tree.xpath("//img[not(@alt) or not(@width) or not(@height)]")
    assert not [
        control
        for control in tree.xpath("//button|//a[@href]|//summary")
        if not (control.text_content().strip() or control.get("aria-label"))
    ]


def whole(body: str) -> str:
    return f'<!doctype html><html lang="en"><head><title>t</title></head><body>{body}</body></html>'


CALLS: Final = {
    "allergen_list": "allergen_list(['Mackerel'], may_contain=['Shrimp'], note='As printed.')",
    "badge": "badge('Paid', tone='good', icon_name='check')",
    "temperature": "temperature('frozen') ~ temperature('chilled') ~ temperature('ambient')",
    "sample_badge": "sample_badge()",
    "provisional_badge": "provisional_badge()",
    "banner": "banner('Closed on Monday.', tone='warn', title='Please note', live=true)",
    "flash_list": "flash_list([('success', 'Saved.'), ('anything', 'Well.')])",
    "notice_strip": "notice_strip(true, true)",
    "bar_chart": "bar_chart('Visits', bars, 'Most come from Japan.', source='us', before_label='Before')",
    "column_chart": "column_chart('Visits', bars, 'Most come from Japan.', before_label='Before')",
    "button": "button('Save', icon_name='check', name='do', value='save', busy_text='Saving')",
    "link_button": "link_button('Go', '/go', tone='secondary', download=true)",
    "icon_button": "icon_button('Edit', 'edit')",
    "dialog_opener": "dialog_opener('Open', 'box')",
    "sheet_opener": "sheet_opener('Filter', 'filters')",
    "empty": "empty('Nothing yet', text='It will come.', action='Look', href='/', drawing='net')",
    "error_summary": "error_summary(errors=[('name', 'Please enter your name.')])",
    "facts": "facts([('Weight', '80 g')], figures=true, total=('Total', '¥1'))",
    "field": "field(name='name', label='Name', hint='As on the card.', error='Please enter it.')",
    "hero": "hero('Morning at the port', text='It is in.', photo=picture)",
    "icon": "icon('fish') ~ icon('fish', label='Fish', size='small', turn='left')",
    "language_switch": "language_switch(page.switch, locale)",
    "language_links": "language_links(page.switch, locale)",
    "breadcrumbs": "breadcrumbs([('Home', '/'), ('Tea', none)])",
    "tabs": "tabs([{'label': 'New', 'url': '/', 'is_current': true, 'count': 3}], 'Orders')",
    "menu": "menu(navigation('shop'), 'Market', 'site-nav')",
    "desk_menu": "desk_menu(navigation('office') * 4, 'Office')",
    "desk_link": "desk_link(navigation('office')[0])",
    "steps": "steps(['Address', 'Pay', 'Done'], 2)",
    "pagination": "pagination(previous='/a', next='/b', place='Page 2')",
    "waves": "waves() ~ waves(deep=true) ~ waves(edge=true)",
    "site_mark": "site_mark('/', gloss='Market')",
    "copyable": "copyable('YAIZU-1')",
    "cart_count": "cart_count(3)",
    "photo": "photo(picture, first=true)",
    "price": "price(1480, unit_yen=1850, was=1600)",
    "product_card": "product_card('Tea', '/tea', picture, 980, unit_yen=980, maker='Hill', "
    "name_ja='お茶', temperature='ambient', days_left=3, ships={'text': 'Ships', 'ok': true}, "
    "badges=[('New', 'leaf', 'leaf')])",
    "quantity": "quantity(value=2, submits=true)",
    "search_box": "search_box('/search', value='tea', suggest_url='/suggest')",
    "stars": "stars(4)",
    "rating": "rating(45, 2)",
    "written": "written({'is_foreign': true, 'text': 'おいしい', 'locale': 'ja', 'draft': none})",
    "thread": "thread([{'side': 'buyer', 'sent_at': '5 May', 'words': {'is_foreign': false, "
    "'text': 'Thanks.'}}], 'You', 'Shop', 'buyer')",
    "stat": "stat('Visits', '12', 'own count', period='October', provisional=true, change='+1')",
    "table": "table('Sales', [{'label': 'Where'}, {'label': 'Yen', 'kind': 'number'}], "
    "[['Japan', {'text': '¥1', 'sort': 1}]], foot=['All', '¥1'], sortable=true, sticky=true)",
    "translated": "translated({'text': '鰹節', 'locale': 'ja', 'is_fallback': true})",
}
BARS: Final = [
    {"label": "Japan", "value": 30, "text": "30", "before": 40, "before_text": "40"},
    {"label": "Taiwan", "value": 10, "text": "10", "provisional": True, "lang": "en"},
]
WITH_BLOCK: Final = {
    "dialog": "dialog('box', 'Sure?')",
    "disclosure": "disclosure('More', id='more', open=true)",
    "sheet": "sheet('filters', 'Filters', 'results')",
}
PARTS: Final = {"field_parts"}


def public_macros() -> Iterator[tuple[str, str]]:
    for path in sorted((WEB / "templates/components").glob("*.html")):
        if path.stem in PARTS:
            continue
        names = re.findall(r"{% macro ([a-z]\w*)\(", path.read_text(encoding="utf-8"))
        yield from ((path.name, name) for name in names if name != "kind_of")


@pytest.mark.parametrize(("file", "name"), list(public_macros()))
def test_every_macro_is_valid_html(file: str, name: str) -> None:
    if name in WITH_BLOCK:
        use = f"{{% call {WITH_BLOCK[name]} %}}<p>Inside</p>{{% endcall %}}"
    else:
        use = f"{{{{ {CALLS[name]} }}}}"
    body = rendered(
        f'{{% from "components/{file}" import {name} %}}{use}', bars=BARS, picture=PHOTO
    )
    assert body.strip()
    assert_valid(whole(f"<main>{body}</main>"))


@pytest.mark.parametrize("locale", sorted(NAMES))
def test_the_page_of_all_components_is_valid_html(locale: str) -> None:
    page = environment(kept=False, locale=locale).get_template("core/web/styleguide.html").render()
    assert_valid(page)
    assert html.fromstring(page).get("lang") == locale


@pytest.mark.parametrize("layout", ["public", "office", "city", "document", "error", "plain"])
def test_every_layout_has_one_main_part_that_the_first_link_skips_to(layout: str) -> None:
    block = "main" if layout == "plain" else "content"
    source = (
        f'{{% extends "layouts/{layout}.html" %}}{{% block title %}}Tea{{% endblock %}}'
        f"{{% block {block} %}}<h1>Tea</h1>{{% endblock %}}"
    )
    page = environment(kept=False).from_string(source).render(sample_market=True)
    assert_valid(page)
    tree = html.fromstring(page)
    assert tree.xpath("//title/text()")[0].startswith("Tea")
    assert len(tree.xpath("//h1")) == 1
    assert [main.get("id") for main in tree.xpath("//main")] == ["main"]
    assert tree.xpath("//body/a[1]/@href") == ["#main"]
    assert "Sample market" in tree.xpath("//aside")[0].text_content()


def test_kept_pages_ask_for_nothing_personal() -> None:
    jinja = environment(kept=True)
    jinja.globals["flashes"] = None
    jinja.globals["actor"] = None
    page = jinja.get_template("core/web/styleguide.html").render()
    assert "csrf_token" not in page


def test_mails_have_a_body_in_both_shapes() -> None:
    source = '{% extends "layouts/mail.html" %}{% block title %}Sent{% endblock %}{% block body %}<h1>Sent</h1>{% endblock %}'
    page = environment().from_string(source).render(sample_market=True)
    html5lib.HTMLParser(strict=True).parse(page)
    assert "<h1>Sent</h1>" in page
    text = '{% extends "layouts/mail.txt" %}{% block body %}It is sent.{% endblock %}'
    assert "It is sent." in environment().from_string(text).render()


class _Buyer(Form):
    name = StringField("Name", [validators.InputRequired(), validators.Length(max=40)])
    email = EmailField("E-mail", description="We write there.")
    amount = IntegerField("Amount", [validators.NumberRange(min=1, max=9)])
    note = TextAreaField("Note")
    country = SelectField(
        "Country", choices=[SelectChoice("JP", "Japan"), SelectChoice("TW", "Taiwan")]
    )
    band = RadioField(
        "Band", choices=[SelectChoice("frozen", "Frozen"), SelectChoice("chilled", "Chilled")]
    )
    kinds = SelectMultipleField(
        "Kinds", choices=[SelectChoice("tea", "Tea"), SelectChoice("fish", "Fish")]
    )
    listen = BooleanField("Write to me")


USE_FIELD: Final = '{% from "components/field.html" import field %}{{ field(form[name]) }}'


def _sent() -> _Buyer:
    data = {"email": "a@b.example", "amount": "20", "note": "<hot>", "country": "TW"}
    return _Buyer(data={**data, "band": "chilled", "kinds": ["tea", "fish"], "listen": True})


@pytest.mark.parametrize("name", list(_Buyer()._fields))  # type: ignore[attr-defined]
def test_a_form_field_becomes_a_labelled_control(name: str) -> None:
    body = rendered(USE_FIELD, form=_sent(), name=name)
    assert_valid(whole(f'<main><form action="/">{body}</form></main>'))


def test_a_field_keeps_what_was_typed() -> None:
    assert (
        tree_of(USE_FIELD, form=_sent(), name="note").xpath("//textarea")[0].text.strip() == "<hot>"
    )
    chosen = "//option[@selected]/@value|//input[@checked]/@value"
    assert tree_of(USE_FIELD, form=_sent(), name="country").xpath(chosen) == ["TW"]
    assert tree_of(USE_FIELD, form=_sent(), name="band").xpath(chosen) == ["chilled"]


def test_a_wrong_field_says_so_and_is_described_by_its_error() -> None:
    form = _Buyer(data={})
    form.validate()
    control = tree_of(USE_FIELD, form=form, name="name").xpath("//input")[0]
    assert control.get("aria-invalid") == "true"
    assert control.get("aria-describedby") == "name-error"
    assert control.get("maxlength") == "40"
    assert control.get("required") is not None


def test_a_password_is_never_written_into_the_page() -> None:
    source = '{% from "components/field.html" import field %}{{ field(name="p", kind="password", label="P", value="secret") }}'
    assert "secret" not in rendered(source)


def test_text_from_people_is_escaped() -> None:
    source = '{% from "components/product_card.html" import product_card %}{{ product_card(name, "/x", picture, 1) }}'
    assert "<b>" not in rendered(source, name="<b>Tea</b>", picture=PHOTO)


def test_a_fallback_text_is_marked_with_its_language() -> None:
    use = '{% from "components/translated.html" import translated %}{{ translated(shown) }}'
    shown = {"text": "鰹節", "locale": "ja", "is_fallback": True}
    assert tree_of(use, shown=shown).xpath("//*[@lang='ja']/text()") == ["鰹節"]
    assert "日本語" in rendered(use, shown=shown)
    assert rendered(use, shown={**shown, "is_fallback": False}) == "鰹節"


def test_icons_named_in_templates_are_drawn() -> None:
    drawn = set(re.findall(r'id="([\w-]+)"', (WEB / "static/core/img/icons.svg").read_text()))
    for path in (WEB / "templates").rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        used = set(re.findall(r"\bicon\(\"([\w-]+)\"|icon_name=\"([\w-]+)\"", text))
        assert {a or b for a, b in used} <= drawn, path.name
