"""The city's desk for the sentences that drafts are made with."""

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from core.identity.permissions import Permission
from core.text import gettext, ngettext
from core.unit_of_work import UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from i18n.drafts import queries, service
from i18n.drafts.forms import PhraseForm
from i18n.drafts.models import Phrase
from i18n.locales import CODES

feature = Feature(__name__)
DESK = Permission.CITY_GLOSSARY_EDIT


@feature.page("", permission=DESK, area=Area.CITY)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    return render("i18n/drafts/index.html", phrases=queries.list_phrases(uow.session))


@feature.page("/load", permission=DESK, area=Area.CITY, post_only=True)
def load(uow: UnitOfWork) -> ResponseReturnValue:
    """Add the market's own sentences that are not there; what staff wrote stays."""
    added = service.load(uow)
    flash(ngettext("%(num)s sentence added.", "%(num)s sentences added.", added), "success")
    return redirect(url("i18n.drafts.index"), 303)


@feature.page("/new", permission=DESK, area=Area.CITY, post=True)
def new(uow: UnitOfWork) -> ResponseReturnValue:
    return _answer(uow, PhraseForm.of_request(), None)


@feature.page("/<key>", permission=DESK, area=Area.CITY, post=True)
def edit(uow: UnitOfWork, key: str) -> ResponseReturnValue:
    phrase = queries.get_phrase(uow.session, key)
    values = {_field(code): "\n".join(phrase.words.get(code, ())) for code in CODES}
    return _answer(uow, PhraseForm.of_request(key=key, **values), phrase)


def _answer(uow: UnitOfWork, form: PhraseForm, phrase: Phrase | None) -> ResponseReturnValue:
    if form.is_sent_and_valid() and form.attempt(lambda: _save(uow, form, phrase)):
        flash(gettext("Saved."), "success")
        return redirect(url("i18n.drafts.index"), 303)
    status = 422 if request.method == "POST" else 200
    return render("i18n/drafts/edit.html", status, form=form, phrase=phrase)


def _save(uow: UnitOfWork, form: PhraseForm, phrase: Phrase | None) -> None:
    typed = form.values
    words = {code: (typed[_field(code)] or "").splitlines() for code in CODES}
    service.set_phrase(uow, phrase.key if phrase else typed["key"], words)


def _field(code: str) -> str:
    return code.lower().replace("-", "_")
