"""Keeping the index: written in the transaction of the change, so it is never behind."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from core.unit_of_work import UnitOfWork
from shop.catalogue.models import Category, Product, ProductState, ProductText
from shop.search import spelling
from shop.search.documents import Document, Source, document
from shop.search.models import (
    SearchDocument,
    SearchMiss,
    SearchPosting,
    SearchSpelling,
    SearchTerm,
)
from shop.search.tokens import is_latin
from shop.search.understanding import glossary_of
from shop.storefronts.models import StorefrontText

ALL: Final = ""
CHUNK: Final = 500
TERM_LENGTH: Final = 80


def index(uow: UnitOfWork, product_ids: Collection[int]) -> None:
    """Write the index of these products anew; those not on sale leave it."""
    ids = sorted(set(product_ids))
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        sources = _sources(uow, part)
        _replace(uow, part, {s.product_id: (s, document(s)) for s in sources})


def remove(uow: UnitOfWork, product_ids: Collection[int]) -> None:
    """Take products out of the index."""
    _replace(uow, sorted(set(product_ids)), {})


def note_miss(uow: UnitOfWork, *, locale: str, words: str) -> None:
    """Count a search that found nothing, unless the words look like somebody's address."""
    plain = " ".join(words.split())[:120]
    if not plain or "@" in plain or sum(letter.isdigit() for letter in plain) >= 6:
        return
    uow.session.add(SearchMiss(locale=locale, words=plain, at=uow.now))


def _sources(uow: UnitOfWork, ids: Sequence[int]) -> list[Source]:
    """What is known of published products, in three statements for however many."""
    uow.session.flush()
    products = uow.session.execute(
        select(Product.id, Product.organisation_id, Product.popularity, Category.names)
        .join(Category, Category.id == Product.category_id)
        .where(Product.id.in_(ids), Product.state == ProductState.PUBLISHED)
    ).all()
    texts = _texts(uow, [row.id for row in products])
    makers = _maker_names(uow, {row.organisation_id for row in products})
    glossary = glossary_of(uow)
    return [
        Source(
            product_id=row.id,
            titles={text.locale: text.name for text in texts[row.id]},
            readings=(
                *(text.reading for text in texts[row.id] if text.reading),
                *glossary.readings_in(
                    next((t.name for t in texts[row.id] if t.locale == "ja"), "")
                ),
            ),
            shelf=tuple(row.names.values()),
            around=tuple(makers[row.organisation_id]),
            bodies=tuple(text.summary for text in texts[row.id] if text.summary),
            popularity=row.popularity,
        )
        for row in products
    ]


def _texts(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {key: [] for key in ids}
    for row in uow.session.execute(
        select(
            ProductText.product_id,
            ProductText.locale,
            ProductText.name,
            ProductText.reading,
            ProductText.summary,
        ).where(ProductText.product_id.in_(ids))
    ):
        found[row.product_id].append(row)
    return found


def _maker_names(uow: UnitOfWork, ids: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {key: [] for key in ids}
    for row in uow.session.execute(
        select(StorefrontText.storefront_id, StorefrontText.name).where(
            StorefrontText.storefront_id.in_(ids)
        )
    ):
        found[row.storefront_id].append(row.name)
    return found


def _replace(uow: UnitOfWork, ids: Sequence[int], made: dict[int, tuple[Source, Document]]) -> None:
    """Old rows out, new rows in, and the counts moved by the difference, in the order of keys."""
    before = _counts_of(uow, ids)
    terms = _term_ids(uow, {term for _, d in made.values() for term in d.weights})
    for table in (SearchPosting, SearchDocument):
        uow.session.execute(delete(table).where(table.product_id.in_(ids)))
    postings = [
        {"term_id": terms[term[:TERM_LENGTH]], "product_id": product_id, "weight": weight}
        for product_id, (_, one) in made.items()
        for term, weight in one.weights.items()
    ]
    documents = [
        {"product_id": product_id, "forms": one.forms, "popularity": source.popularity}
        for product_id, (source, one) in made.items()
    ]
    if documents:
        uow.session.execute(insert(SearchPosting), postings)
        uow.session.execute(insert(SearchDocument), documents)
    after = Counter(terms[t[:TERM_LENGTH]] for _, d in made.values() for t in d.weights)
    after[_all_id(uow)] = len(made)
    _move_counts(uow, before, after)


def _counts_of(uow: UnitOfWork, ids: Sequence[int]) -> Counter[int]:
    """In how many of these products each term stands now."""
    rows = uow.session.execute(
        select(SearchPosting.term_id, func.count())
        .where(SearchPosting.product_id.in_(ids))
        .group_by(SearchPosting.term_id)
    )
    counts = Counter({row.term_id: row[1] for row in rows})
    documents = select(func.count()).where(SearchDocument.product_id.in_(ids))
    counts[_all_id(uow)] = uow.session.scalar(documents) or 0
    return counts


def _move_counts(uow: UnitOfWork, before: Counter[int], after: Counter[int]) -> None:
    moves = [
        {"moved": term_id, "by": after[term_id] - before[term_id]}
        for term_id in sorted({*before, *after})
        if after[term_id] != before[term_id]
    ]
    if moves:
        uow.session.connection().execute(
            update(SearchTerm)
            .where(SearchTerm.id == bindparam("moved"))
            .values(products=SearchTerm.products + bindparam("by")),
            moves,
        )


def _all_id(uow: UnitOfWork) -> int:
    return _term_ids(uow, {ALL})[ALL]


def _term_ids(uow: UnitOfWork, terms: Iterable[str]) -> dict[str, int]:
    """Keys of terms; new ones are added, and Latin ones with their spellings."""
    wanted = sorted({term[:TERM_LENGTH] for term in terms})
    known = _known(uow, wanted)
    new = [term for term in wanted if term not in known]
    if new:
        _insert(uow, SearchTerm, [{"term": term, "products": 0} for term in new])
        added = _known(uow, new)
        known.update(added)
        _insert(
            uow,
            SearchSpelling,
            [
                {"variant": variant, "term_id": added[term]}
                for term in new
                if is_latin(term)
                for variant in spelling.variants(term)
            ],
        )
    return known


def _known(uow: UnitOfWork, terms: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(terms), 5000):
        rows = uow.session.execute(
            select(SearchTerm.term, SearchTerm.id).where(
                SearchTerm.term.in_(terms[start : start + 5000])
            )
        )
        found.update({row.term: row.id for row in rows})
    return found


def _insert(uow: UnitOfWork, table: type[Any], rows: list[dict[str, Any]]) -> None:
    """Add what another transaction has not added in the meantime."""
    if not rows:
        return
    is_sqlite = uow.session.get_bind().dialect.name == "sqlite"
    statement = (sqlite_insert if is_sqlite else postgresql_insert)(table)
    uow.session.execute(statement.on_conflict_do_nothing(), rows)
