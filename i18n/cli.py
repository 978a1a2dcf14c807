"""Translators' commands: extract, update and check the message catalogues."""

import re
from collections.abc import Iterator
from typing import Any, Final, cast

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po
from flask.cli import AppGroup

from core.web.assets import PACKAGES, ROOT
from i18n.catalogs import path_of
from i18n.locales import BY_CODE, CODES, SOURCE
from i18n.scripts import foreign_script, has_own_script, other_form_characters

translations_group = AppGroup("translations", help="Message catalogues.")

METHODS: Final = [
    ("**.py", "python"),
    ("**/templates/**.html", "jinja2"),
    ("**/templates/**.txt", "jinja2"),
]
KEYWORDS: Final[dict[str, Any]] = {
    "_": None,
    "gettext": None,
    "lazy": None,
    "ngettext": (1, 2),
    "DomainError": (2,),
}
OPTIONS: Final = {
    "**/templates/**.html": {"trimmed": "true", "newstyle_gettext": "true"},
    "**/templates/**.txt": {"trimmed": "true", "newstyle_gettext": "true"},
}
PLACEHOLDER: Final = re.compile(r"%\((\w+)\)[sd]")
NAMES: Final = frozenset(
    [
        "Alipay",
        "AVIF",
        "CC",
        "BY",
        "CSV",
        "DNT",
        "DX",
        "EXIF",
        "FAX",
        "GA4",
        "GPC",
        "GPS",
        "HTML",
        "ID",
        "iCalendar",
        "Instagram",
        "JAN",
        "JPEG",
        "JSON",
        "JCB",
        "Kakao",
        "KakaoTalk",
        "LINE",
        "Link",
        "Mastercard",
        "MB",
        "MMDB",
        "Naver",
        "PayPay",
        "PDF",
        "PNG",
        "POS",
        "QR",
        "SKU",
        "SMS",
        "Stripe",
        "SVG",
        "TikTok",
        "URL",
        "UTM",
        "Visa",
        "WebP",
        "WeChat",
        "Pay",
        "XLSX",
        "XML",
        "YouTube",
        "YAIZU",
        "EMS",
        "Google",
        "Analytics",
        "Yamato",
        "Sagawa",
        "kg",
        "g",
        "km",
        "cm",
        "px",
        "OK",
        "JP",
        "TW",
        "HK",
        "SG",
        "TH",
        "KR",
        "US",
        "UTF-8",
        "CP932",
        "HS",
        "T-number",
        "OpenAPI",
        "Excel",
    ]
)


def extract() -> Catalog:
    """Every message of the packages, with where it stands."""
    template = Catalog(project="yaizu-digital-market", charset="utf-8")
    for package in PACKAGES:
        found = extract_from_dir(
            ROOT / package,
            method_map=METHODS,
            options_map=cast("Any", OPTIONS),
            keywords=KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        for path, line, message, comments, context in found:
            template.add(
                message,
                None,
                [(f"{package}/{path}", line)],
                auto_comments=comments,
                context=context,
            )
    return template


def read(code: str) -> Catalog:
    """A written form's catalogue; an empty one where there is none yet."""
    path = path_of(code)
    name = BY_CODE[code].babel
    if not path.exists():
        return Catalog(locale=name, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=name)


@translations_group.command()
def update() -> None:
    """Bring the catalogues up to the code: new messages empty, gone ones removed."""
    template = extract()
    for code in CODES:
        if code == SOURCE:
            continue
        catalogue = read(code)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        path = path_of(code)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(
                file, catalogue, width=0, sort_by_file=True, omit_header=False, include_lineno=False
            )
        missing = sum(1 for message in catalogue if message.id and not message.string)
        click.echo(f"{code}: {len(catalogue)} messages, {missing} without text")


@translations_group.command()
def check() -> None:
    """Fail on a message that is missing, fuzzy, wrongly filled or not in its language."""
    problems = [problem for code in CODES if code != SOURCE for problem in problems_of(code)]
    for problem in problems:
        click.echo(problem)
    if problems:
        raise click.ClickException(f"{len(problems)} problems in the catalogues")
    click.echo("All catalogues are complete.")


def problems_of(code: str) -> Iterator[str]:
    """What is wrong with a written form's catalogue, one line each."""
    template, catalogue = extract(), read(code)
    for wanted in template:
        if not wanted.id:
            continue
        found = catalogue.get(wanted.id, wanted.context)
        if found is None or not _strings(found)[0]:
            yield f"{code}: missing: {_first(wanted)!r}"
            continue
        for problem in message_problems(found, code):
            yield f"{code}: {problem}: {_first(wanted)!r}"


def _first(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (tuple, list)) else str(message.id)


def _strings(message: Message) -> list[str]:
    return (
        list(message.string)
        if isinstance(message.string, (tuple, list))
        else [str(message.string or "")]
    )


def message_problems(message: Message, code: str) -> Iterator[str]:
    """What is wrong with one translated message."""
    if message.fuzzy:
        yield "fuzzy"
    ids = list(message.id) if isinstance(message.id, (tuple, list)) else [str(message.id)]
    wanted = set(PLACEHOLDER.findall(ids[-1]))
    for text in _strings(message):
        got = set(PLACEHOLDER.findall(text))
        if got != wanted and not (len(ids) > 1 and got | {"num"} == wanted | {"num"}):
            yield f"placeholders {sorted(got)} instead of {sorted(wanted)}"
        yield from language_problems(ids[0], text, code)


def language_problems(source: str, text: str, code: str) -> Iterator[str]:
    """Whether a text is in its language: script, written form, and not a copy of the source."""
    bare = PLACEHOLDER.sub("", text)
    if wrong := other_form_characters(bare, code):
        yield f"characters of the other written form: {wrong}"
    if wrong := foreign_script(bare, code):
        yield f"characters of another script: {wrong}"
    words = re.findall(r"[A-Za-z][A-Za-z0-9-]+", PLACEHOLDER.sub("", source))
    if any(word not in NAMES for word in words) and not has_own_script(bare, code):
        yield f"not in this language: {text!r}"
