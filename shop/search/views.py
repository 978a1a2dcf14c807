"""Searching, suggestions, and the city's list of searches that found nothing."""

from typing import Any

from flask import after_this_request, jsonify, request
from flask.typing import ResponseReturnValue
from werkzeug import Response

from core.identity.permissions import Permission
from core.text import current_locale
from core.unit_of_work import SYSTEM, UnitOfWork
from core.web.feature import Feature
from core.web.navigation import Area
from core.web.pages import render, url
from core.web.state import market, request_state, shows
from shop.catalogue import queries as catalogue
from shop.catalogue.models import Temperature
from shop.search import answers, queries, service
from shop.search.queries import SearchWish

feature = Feature(__name__)


def _wish() -> SearchWish:
    wanted = request.args
    temperature = wanted.get("temperature", "")
    return SearchWish(
        words=wanted.get("q", "").strip()[:100],
        category=wanted.get("category", "")[:60],
        business=wanted.get("business", "")[:80],
        temperature=Temperature(temperature) if temperature in set(Temperature) else None,
    )


@feature.page("", permission=Permission.PUBLIC, is_kept=True)
def index(uow: UnitOfWork) -> ResponseReturnValue:
    shows("catalogue", "storefronts", "glossary", "media", "day")
    wish, locale = _wish(), current_locale()
    found = queries.search(uow, wish, locale)
    if wish.words and not found.results:
        request_state().is_kept = False
        after_this_request(_note_miss(locale, wish.words))
    if request.args.get("format") == "json":
        return jsonify(answers.answer(found, url))
    return render(
        "shop/search/index.html",
        found=found,
        address=_address,
        categories=[] if found.results else catalogue.list_categories(uow, locale),
    )


@feature.page("/suggest", permission=Permission.PUBLIC, is_kept=True)
def suggest(uow: UnitOfWork) -> ResponseReturnValue:
    shows("catalogue", "glossary")
    cards = queries.suggest(uow, _wish().words, current_locale())
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
    return render("shop/search/misses.html", misses=queries.list_misses(uow))


def _address(wish: SearchWish, **other: str) -> str:
    """The search's address with these filters, changed by `other`."""
    values = {
        "q": wish.words,
        "category": wish.category,
        "business": wish.business,
        "temperature": wish.temperature.value if wish.temperature else "",
        **other,
    }
    return url("shop.search.index", **{key: value for key, value in values.items() if value})


def _note_miss(locale: str, words: str) -> Any:
    """A search that found nothing is written down when its own reading is over."""

    def note(response: Response) -> Response:
        with market().database.unit_of_work(SYSTEM) as uow:
            service.note_miss(uow, locale=locale, words=words)
        return response

    return note
