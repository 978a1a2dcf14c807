"""Searching, suggestions, and the city's list of searches that found nothing."""

from functools import partial
from typing import Any

from flask import after_this_request, jsonify, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug import Response

from core.identity.permissions import Permission
from core.text import current_locale
from core.unit_of_work import SYSTEM, UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from core.web.state import market, request_state, shows
from i18n.locales import BY_CODE
from i18n.translated import Shown, shown
from shop.catalogue import queries as catalogue
from shop.catalogue.allergens import by_key
from shop.export import destination
from shop.export.cards import note as note_of
from shop.search import answers, queries, service
from shop.search.forms import SynonymForm
from shop.search.highlight import pieces
from shop.search.queries import Found, SearchWish
from shop.search.wishes import query_of, wish_of

feature = Feature(__name__)


@feature.page("", permission=Permission.PUBLIC, is_kept=True)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    shows("catalogue", "storefronts", "glossary", "media", "day", "export")
    going, locale = destination.current(), current_locale()
    wish = wish_of(request.args, going.code)
    found = queries.search(uow, wish, locale)
    if wish.words and not found.whole:
        request_state().is_kept = False
        after_this_request(_note_miss(locale, wish.words))
    if request.args.get("format") == "json":
        return jsonify(answers.answer(found, url))
    return render(
        "shop/search/index.html",
        found=found,
        going=going,
        note_of=note_of,
        address=partial(_address, url("shop.search.index")),
        allergen_names=_allergen_names(found, locale),
        pieces=partial(pieces, readings=found.understood.readings),
        categories=[] if found.results else catalogue.list_categories(uow, locale),
    )


def _address(base: str, wish: SearchWish, **other: str) -> str:
    """The search's address with these filters, changed by `other`."""
    query = query_of(wish, **other)
    return f"{base}?{query}" if query else base


def _allergen_names(found: Found, locale: str) -> dict[str, Shown]:
    """Names of the allergens that results may be free of, in their alphabet's order."""
    named = {key: shown(by_key()[key].names, locale) for key in found.free_of if key in by_key()}
    return dict(sorted(named.items(), key=lambda pair: pair[1].text))


@feature.page("/suggest", permission=Permission.PUBLIC, is_kept=True)
def suggest(uow: UnitOfWork) -> ResponseReturnValue:
    shows("catalogue", "glossary")
    cards = queries.suggest(uow, request.args.get("q", "").strip()[:100], current_locale())
    return jsonify(
        suggestions=[
            {
                "text": card.name.text,
                "lang": card.name.locale,
                "url": url("shop.catalogue.show", slug=card.slug),
                "note": card.maker.name.text,
            }
            for card in cards
        ]
    )


@feature.page("", permission=Permission.CITY_SEARCH_EDIT, area=Area.CITY)
def misses(uow: UnitOfWork) -> ResponseReturnValue:
    asked = request.args.get("of", "")
    locale = asked if asked in BY_CODE else ""
    return render(
        "shop/search/misses.html",
        misses=queries.list_misses(uow, locale=locale),
        languages=queries.misses_by_language(uow),
        chosen=locale,
    )


@feature.page("/synonym", permission=Permission.CITY_SEARCH_EDIT, area=Area.CITY, post=True)
def synonym(uow: UnitOfWork) -> ResponseReturnValue:
    form = SynonymForm.of_request(words=request.args.get("words", ""))
    if form.is_sent_and_valid() and form.attempt(lambda: service.add_synonym(uow, **form.values)):
        return redirect(url("shop.search.misses"), 303)
    status = 422 if request.method == "POST" else 200
    return render("shop/search/synonym.html", status, form=form)


def _note_miss(locale: str, words: str) -> Any:
    """A search that found nothing is written down when its own reading is over."""

    def note(response: Response) -> Response:
        with market().database.unit_of_work(SYSTEM) as uow:
            service.note_miss(uow, locale=locale, words=words)
        return response

    return note
