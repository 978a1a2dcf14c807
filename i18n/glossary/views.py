"""The city's glossary desk."""

from flask import redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from i18n.glossary import queries, service
from i18n.glossary.forms import TermForm
from i18n.glossary.kinds import label_of
from i18n.glossary.models import GlossaryTerm
from i18n.glossary.service import TermFacts

feature = Feature(__name__)
FIELDS = {
    "ja": "ja",
    "en": "en",
    "zh-Hant": "zh_hant",
    "zh-Hans": "zh_hans",
    "th": "th",
    "ko": "ko",
}


@feature.page("", permission=Permission.CITY_GLOSSARY_EDIT, area=Area.CITY)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    category = request.args.get("category", "")
    return render(
        "i18n/glossary/index.html",
        terms=queries.list_rows(uow, category=category),
        categories=[(one, label_of(one)) for one in queries.list_categories(uow)],
        category=category,
    )


@feature.page("/new", permission=Permission.CITY_GLOSSARY_EDIT, area=Area.CITY, post=True)
def new(uow: UnitOfWork) -> ResponseReturnValue:
    form = TermForm.of_request(synonyms=request.args.get("word", ""))
    return _answer(uow, form, None)


@feature.page("/<key>", permission=Permission.CITY_GLOSSARY_EDIT, area=Area.CITY, post=True)
def edit(uow: UnitOfWork, key: str) -> ResponseReturnValue:
    term = queries.get_row(uow, key)
    return _answer(uow, TermForm.of_request(**_values(term)), term)


def _answer(uow: UnitOfWork, form: TermForm, term: GlossaryTerm | None) -> ResponseReturnValue:
    if form.is_sent_and_valid() and form.attempt(lambda: _save(uow, form)):
        return redirect(url("i18n.glossary.index", category=form.values["category"]), 303)
    status = 422 if request.method == "POST" else 200
    return render("i18n/glossary/edit.html", status, form=form, term=term)


def _save(uow: UnitOfWork, form: TermForm) -> None:
    typed = form.values
    facts = TermFacts(
        category=typed["category"],
        words={code: typed[field] or "" for code, field in FIELDS.items()},
        kana=typed["kana"] or "",
        synonyms=[word.strip() for word in (typed["synonyms"] or "").splitlines() if word.strip()],
        sureness=typed["sureness"],
        note=typed["note"] or "",
    )
    service.set_term(uow, typed["key"], facts)


def _values(term: GlossaryTerm) -> dict[str, object]:
    return {
        "key": term.key,
        "category": term.category,
        "kana": term.kana,
        "synonyms": "\n".join(term.synonyms),
        "sureness": term.sureness,
        "note": term.note,
        **{field: term.words.get(code, "") for code, field in FIELDS.items()},
    }
