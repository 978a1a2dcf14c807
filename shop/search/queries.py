"""Searching: the index finds and orders, the catalogue shows."""

from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import func, select

from core.unit_of_work import UnitOfWork
from i18n.locales import CODES
from i18n.translated import Shown
from shop.catalogue import queries as catalogue
from shop.catalogue.models import Temperature
from shop.catalogue.queries import ProductCard
from shop.export import queries as export
from shop.export.countries import HOME
from shop.export.queries import Verdict
from shop.search.current import MAKER, SHELF, TEMPERATURE, TEMPERATURES, current
from shop.search.facets import Facets, Filters
from shop.search.finding import Finding, find
from shop.search.models import SearchMiss
from shop.search.named import Named, named, open_profiles
from shop.search.understanding import Understood

PAGE: Final = 24
SUGGESTED: Final = 6


@dataclass(frozen=True, kw_only=True)
class SearchWish:
    """What is searched, what of it is wanted, and which page of it."""

    words: str
    category: str = ""
    business: str = ""
    temperature: Temperature | None = None
    price: tuple[int, int] | None = None
    free_of: frozenset[str] = frozenset()
    days: int = 0
    country: str = HOME
    is_sent_there: bool = False
    """Only what may be sent to the country is wanted."""
    page: int = 1

    @property
    def is_filtered(self) -> bool:
        wanted = (self.category, self.business, self.temperature, self.price, self.free_of)
        return any((*wanted, self.days, self.is_sent_there))

    @property
    def is_abroad(self) -> bool:
        return self.country != HOME


@dataclass(frozen=True)
class Facet:
    """A filter's value with how many of the hits it would leave."""

    key: str
    name: Shown
    count: int


@dataclass(frozen=True)
class Result:
    """A hit as it is shown."""

    card: ProductCard
    score: float
    verdict: Verdict | None = None
    """Whether it may be sent to the reader's country, when that is abroad."""


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a search answers."""

    wish: SearchWish
    understood: Understood
    results: list[Result] = field(default_factory=list[Result])
    total: int = 0
    whole: int = 0
    """How many there are without any filter."""
    categories: list[Facet] = field(default_factory=list[Facet])
    makers: list[Facet] = field(default_factory=list[Facet])
    temperatures: dict[str, int] = field(default_factory=dict[str, int])
    prices: dict[tuple[int, int], int] = field(default_factory=dict[tuple[int, int], int])
    free_of: dict[str, int] = field(default_factory=dict[str, int])
    days: dict[int, int] = field(default_factory=dict[int, int])
    sendable: int = 0

    @property
    def pages(self) -> int:
        return -(-self.total // PAGE)


def search(uow: UnitOfWork, wish: SearchWish, locale: str) -> Found:
    """Products that answer the words, best first, with filters and what was understood."""
    ready = current(uow)
    names = named(uow, ready, locale)
    profiles = open_profiles(uow, ready, wish.country) if wish.is_abroad else None
    facets = Facets(ready, _filters(wish, names, profiles))
    first = (wish.page - 1) * PAGE
    finding = find(
        ready.index, ready.synonyms, wish.words, locale, only=facets.only, most=first + PAGE
    )
    scores = {hit.product_id: hit.score for hit in finding.page(first, PAGE)}
    cards = catalogue.of_ids(uow, list(scores), locale, names.makers)
    told = export.for_cards(uow, list(scores), wish.country) if wish.is_abroad and cards else {}
    return Found(
        wish=wish,
        understood=finding.understood,
        results=[Result(card, scores[card.id], told.get(card.id)) for card in cards],
        total=finding.total,
        whole=len(finding.answers),
        sendable=facets.sendable(finding.answers, profiles) if profiles is not None else 0,
        **_counted(facets, finding, names),
    )


def suggest(uow: UnitOfWork, words: str, locale: str) -> list[ProductCard]:
    """The best few products for words that are still being typed."""
    ready = current(uow)
    finding = find(ready.index, ready.synonyms, words, locale, is_unfinished=True)
    ids = [hit.product_id for hit in finding.page(0, SUGGESTED)]
    return catalogue.of_ids(uow, ids, locale, named(uow, ready, locale).makers)


def _filters(wish: SearchWish, names: Named, profiles: frozenset[int] | None) -> Filters:
    return Filters(
        shelf=names.shelf(wish.category) if wish.category else None,
        maker=names.maker(wish.business) if wish.business else None,
        temperature=TEMPERATURES.index(wish.temperature) if wish.temperature else None,
        price=wish.price,
        free_of=wish.free_of,
        days=wish.days,
        profiles=profiles if wish.is_sent_there else None,
    )


def _counted(facets: Facets, finding: Finding, names: Named) -> dict[str, Any]:
    """The filters' values with their counts, shelves in their order, makers by how many."""
    answers = finding.answers
    shelves = facets.by(SHELF, "shelf", answers)
    makers = facets.by(MAKER, "maker", answers)
    largest = sorted(makers, key=lambda key: (-makers[key], key))
    temperatures = facets.by(TEMPERATURE, "temperature", answers)
    return {
        "categories": [
            Facet(one.key, one.name, shelves[key])
            for key, one in names.shelves.items()
            if key in shelves
        ],
        "makers": [
            Facet(names.makers[key].slug, names.makers[key].name, makers[key])
            for key in largest
            if key in names.makers
        ],
        "temperatures": {TEMPERATURES[key].value: n for key, n in temperatures.items()},
        "prices": facets.prices(answers),
        "free_of": facets.free_of(answers),
        "days": facets.days(answers),
    }


def list_misses(
    uow: UnitOfWork, *, locale: str = "", limit: int = 100
) -> list[tuple[str, str, int]]:
    """(language, words, how often) of searches that found nothing, the most frequent first."""
    count = func.count()
    statement = select(SearchMiss.locale, SearchMiss.words, count)
    if locale:
        statement = statement.where(SearchMiss.locale == locale)
    rows = uow.session.execute(
        statement.group_by(SearchMiss.locale, SearchMiss.words)
        .order_by(count.desc(), func.max(SearchMiss.at).desc(), SearchMiss.words)
        .limit(limit)
    )
    return [(locale, words, times) for locale, words, times in rows]


def misses_by_language(uow: UnitOfWork) -> dict[str, int]:
    """How many searches found nothing, by the language of the page."""
    rows = uow.session.execute(select(SearchMiss.locale, func.count()).group_by(SearchMiss.locale))
    found: dict[str, int] = {row.locale: row[1] for row in rows}
    return {code: found[code] for code in CODES if code in found}
