"""Searching: one statement finds candidates, the rerank orders them, the catalogue shows them."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from sqlalchemy import case, func, select

from core.unit_of_work import UnitOfWork
from i18n.translated import Shown
from shop.catalogue import queries as catalogue
from shop.catalogue.models import Category, Product, Temperature
from shop.catalogue.queries import CategoryLine, ProductCard
from shop.search import spelling
from shop.search.models import SearchDocument, SearchMiss, SearchPosting, SearchSpelling, SearchTerm
from shop.search.ranking import Candidate, Hit, rank
from shop.search.service import ALL
from shop.search.understanding import (
    CORRECTED,
    Reading,
    Understood,
    correct,
    glossary_of,
    idf,
    misspelt,
    understand,
)
from shop.storefronts import queries as storefronts

POOL: Final = 80
SHOWN: Final = 48
SUGGESTED: Final = 6
MOST_TERMS: Final = 60
COMMON: Final = 0.1
FEW_PRODUCTS: Final = 200


@dataclass(frozen=True, kw_only=True)
class SearchWish:
    """What is searched, and on which shelves."""

    words: str
    category: str = ""
    business: str = ""
    temperature: Temperature | None = None


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


@dataclass(frozen=True)
class Found:
    """What a search answers."""

    wish: SearchWish
    understood: Understood
    results: list[Result] = field(default_factory=list[Result])
    total: int = 0
    categories: list[Facet] = field(default_factory=list[Facet])
    makers: list[Facet] = field(default_factory=list[Facet])
    temperatures: dict[str, int] = field(default_factory=dict[str, int])


@dataclass(frozen=True)
class _Terms:
    """Tokens that stand in the index: their keys, and how many products each is in."""

    ids: Mapping[str, int]
    products: Mapping[str, int]
    whole: int

    def weigh(self, token: str) -> float:
        return idf(self.products.get(token, 0), self.whole)


def search(uow: UnitOfWork, wish: SearchWish, locale: str) -> Found:
    """Products that answer the words, best first, with filters and what was understood."""
    understood = understand(uow, wish.words)
    hits = _hits(uow, understood, wish)
    scores = {hit.product_id: hit.score for hit in hits}
    cards = catalogue.of_ids(uow, list(scores), locale)
    shelves = catalogue.list_categories(uow, locale) if cards else []
    return Found(
        wish=wish,
        understood=understood,
        results=[Result(card, scores[card.id]) for card in cards],
        total=len(cards),
        categories=_shelf_facets(uow, cards, shelves),
        makers=_maker_facets(cards),
        temperatures=dict(Counter(card.temperature.value for card in cards)),
    )


def suggest(uow: UnitOfWork, words: str, locale: str) -> list[ProductCard]:
    """The best few products for words that are still being typed."""
    understood = understand(uow, words)
    hits = _hits(uow, understood, SearchWish(words=words), is_unfinished=True)
    return catalogue.of_ids(uow, [hit.product_id for hit in hits[:SUGGESTED]], locale)


def _hits(
    uow: UnitOfWork, understood: Understood, wish: SearchWish, *, is_unfinished: bool = False
) -> list[Hit]:
    if is_unfinished:
        _complete(uow, understood)
    terms = _terms(uow, understood.all_tokens)
    wrong = [] if is_unfinished else misspelt(understood, terms.ids)
    if wrong:
        correct(understood, _corrections(uow, wrong), glossary_of(uow))
        terms = _terms(uow, understood.all_tokens)
    candidates = _candidates(uow, understood.readings, terms, wish)
    return rank(candidates, understood.readings, terms.weigh)


def _complete(uow: UnitOfWork, understood: Understood) -> None:
    """The last word may be unfinished: words that begin with it are searched, too."""
    last = understood.folded.split()[-1:]
    if not last or not last[0].isascii() or len(last[0]) < 2:
        return
    begun = uow.session.scalars(
        select(SearchTerm.term)
        .where(SearchTerm.term >= last[0], SearchTerm.term < last[0] + "{")
        .where(SearchTerm.products > 0)
        .order_by(SearchTerm.products.desc(), SearchTerm.term)
        .limit(8)
    )
    rest = understood.readings[0].tokens[:-1] if understood.readings else ()
    understood.readings += [Reading(term, (*rest, term), CORRECTED) for term in begun]


def _terms(uow: UnitOfWork, tokens: Sequence[str]) -> _Terms:
    rows = uow.session.execute(
        select(SearchTerm.term, SearchTerm.id, SearchTerm.products).where(
            SearchTerm.term.in_([ALL, *tokens])
        )
    ).all()
    whole = next((row.products for row in rows if row.term == ALL), 0)
    there = [row for row in rows if row.products > 0 and row.term != ALL]
    return _Terms(
        {row.term: row.id for row in there}, {row.term: row.products for row in there}, whole
    )


def _corrections(uow: UnitOfWork, wrong: Sequence[str]) -> dict[str, str]:
    """The likeliest known word for each slip."""
    left_out = {word: spelling.variants(word) for word in wrong}
    variants = sorted({variant for found in left_out.values() for variant in found})
    if not variants:
        return {}
    rows = uow.session.execute(
        select(SearchSpelling.variant, SearchTerm.term, SearchTerm.products)
        .join(SearchTerm, SearchTerm.id == SearchSpelling.term_id)
        .where(SearchSpelling.variant.in_(variants))
    ).all()
    found: dict[str, str] = {}
    for word, own in left_out.items():
        near = {(row.term, row.products) for row in rows if row.variant in own}
        right = spelling.best(word, near)
        if right:
            found[word] = right
    return found


def _candidates(
    uow: UnitOfWork, readings: Sequence[Reading], terms: _Terms, wish: SearchWish
) -> list[Candidate]:
    """The products in which the most telling tokens weigh most, with their forms."""
    boosts = _boosts(readings, terms)
    if not boosts:
        return []
    score = func.sum(SearchPosting.weight * case(boosts, value=SearchPosting.term_id, else_=0.0))
    statement = (
        select(SearchPosting.product_id)
        .where(SearchPosting.term_id.in_(boosts), *_on_shelf(wish))
        .group_by(SearchPosting.product_id)
        .order_by(score.desc(), SearchPosting.product_id)
        .limit(POOL)
    )
    best = statement.subquery()
    rows = uow.session.execute(
        select(SearchDocument.product_id, SearchDocument.forms, SearchDocument.popularity).join(
            best, best.c.product_id == SearchDocument.product_id
        )
    )
    return [Candidate(row.product_id, row.forms, row.popularity) for row in rows]


def _boosts(readings: Sequence[Reading], terms: _Terms) -> dict[int, float]:
    """Term keys with what they count; common ones are left out where rarer ones exist."""
    factors: dict[str, float] = {}
    for reading in readings:
        for token in reading.tokens:
            if token in terms.ids:
                factors[token] = max(factors.get(token, 0.0), reading.factor)
    rare = [t for t in factors if terms.products[t] <= COMMON * terms.whole]
    kept = rare if rare and terms.whole >= FEW_PRODUCTS else list(factors)
    kept = sorted(kept, key=lambda t: (-factors[t] * terms.weigh(t), t))[:MOST_TERMS]
    return {terms.ids[t]: round(factors[t] * terms.weigh(t), 4) for t in kept}


def _on_shelf(wish: SearchWish) -> list[Any]:
    """Conditions of the filters; none is asked of the database when none is set."""
    conditions: list[Any] = []
    if wish.category:
        shelf = select(Category.id).where(Category.key == wish.category).scalar_subquery()
        conditions.append(Product.category_id == shelf)
    if wish.business:
        conditions.append(Product.organisation_id == storefronts.id_of(wish.business))
    if wish.temperature:
        conditions.append(Product.temperature == wish.temperature)
    if not conditions:
        return []
    return [SearchPosting.product_id.in_(select(Product.id).where(*conditions))]


def _shelf_facets(
    uow: UnitOfWork, cards: Sequence[ProductCard], shelves: Sequence[CategoryLine]
) -> list[Facet]:
    rows = uow.session.execute(
        select(Product.category_id, func.count())
        .where(Product.id.in_([card.id for card in cards]))
        .group_by(Product.category_id)
    )
    counts: dict[int, int] = {row.category_id: row[1] for row in rows}
    return [
        Facet(shelf.key, shelf.name, counts[shelf.id]) for shelf in shelves if shelf.id in counts
    ]


def _maker_facets(cards: Sequence[ProductCard]) -> list[Facet]:
    counts = Counter(card.maker.organisation_id for card in cards)
    makers = {card.maker.organisation_id: card.maker for card in cards}
    return [Facet(makers[key].slug, makers[key].name, n) for key, n in counts.most_common()]


def list_misses(uow: UnitOfWork, *, limit: int = 100) -> list[tuple[str, str, int]]:
    """(language, words, how often) of searches that found nothing, the most frequent first."""
    count = func.count()
    rows = uow.session.execute(
        select(SearchMiss.locale, SearchMiss.words, count)
        .group_by(SearchMiss.locale, SearchMiss.words)
        .order_by(count.desc(), func.max(SearchMiss.at).desc(), SearchMiss.words)
        .limit(limit)
    )
    return [(locale, words, times) for locale, words, times in rows]
