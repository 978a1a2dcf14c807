"""Keeping the index: written in the transaction of the change, so it is never behind."""

from collections.abc import Collection, Iterable, Sequence
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import delete, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from core.web import versions
from core.web.versions import PageVersion
from i18n.glossary import queries as glossary
from i18n.glossary import service as glossary_service
from shop.catalogue.models import Category, Product, ProductText
from shop.catalogue.queries.cards import is_on_sale
from shop.export.models import ProductExport
from shop.search import current
from shop.search.documents import Document, Source, document
from shop.search.fold import fold
from shop.search.index import pack
from shop.search.models import SearchDocument, SearchMiss, SearchTerm
from shop.search.synonyms import Synonyms
from shop.search.tokens import compact
from shop.storefronts.models import StorefrontText

CHUNK: Final = 500
TERM_LENGTH: Final = 80
MANY: Final = 5000
MISSES_KEPT: Final = timedelta(days=90)
MOST_MISSES: Final = 20_000


def index(uow: UnitOfWork, product_ids: Collection[int]) -> None:
    """Write the index of these products anew; those not on sale leave it."""
    ids = sorted(set(product_ids))
    words = current.synonyms(uow)
    for start in range(0, len(ids), CHUNK):
        part = ids[start : start + CHUNK]
        rows, sources = _sources(uow, part, words)
        made = {source.product_id: document(source) for source in sources}
        remove(uow, part)
        _add(uow, [(row, made[row.id]) for row in rows])


def remove(uow: UnitOfWork, product_ids: Collection[int]) -> None:
    """Take products out of the index; a row without terms tells those who knew them."""
    change = _change(uow)
    uow.session.execute(
        update(SearchDocument)
        .where(SearchDocument.product_id.in_(product_ids))
        .values(terms=b"", names="", change=change)
        .execution_options(synchronize_session=False)
    )


def note_miss(uow: UnitOfWork, *, locale: str, words: str) -> None:
    """Count a search that found nothing, unless the words look like somebody's address."""
    plain = " ".join(words.split())[:120]
    if not plain or "@" in plain or sum(letter.isdigit() for letter in plain) >= 6:
        return
    uow.session.add(SearchMiss(locale=locale, words=plain, at=uow.now))


def forget_misses(uow: UnitOfWork) -> None:
    """Drop old misses, and the oldest of too many: nonsense shall not fill the database."""
    newest = select(SearchMiss.id).order_by(SearchMiss.id.desc()).offset(MOST_MISSES).limit(1)
    first = uow.session.scalar(newest) or 0
    old = SearchMiss.at < uow.now - MISSES_KEPT
    uow.session.execute(delete(SearchMiss).where(or_(old, SearchMiss.id <= first)))


def add_synonym(uow: UnitOfWork, *, words: str, meaning: str) -> str:
    """Let a search that found nothing find what another word means; the agreed word's key.

    Raises DomainError `unknown_word` when the glossary has no such word.
    """
    wanted = compact(fold(meaning))
    terms = glossary.list_terms(uow)
    found = next(
        (one for one in terms if wanted in {compact(fold(word)) for word in one.all_words}), None
    )
    if not wanted or found is None:
        raise DomainError(
            "unknown_word",
            "The glossary has no such word yet. Add it as a new term instead.",
            field="meaning",
        )
    glossary_service.add_synonym(uow, found.key, words)
    uow.session.execute(delete(SearchMiss).where(SearchMiss.words == " ".join(words.split())))
    return found.key


def _change(uow: UnitOfWork) -> int:
    """The next version of the index. Its row stays locked until commit, so that versions become
    visible in their order, and so do new terms.
    """
    versions.bump(uow, current.VERSION)
    found = select(PageVersion.version).where(PageVersion.name == current.VERSION)
    return uow.session.execute(found).scalar_one()


def _sources(
    uow: UnitOfWork, ids: Sequence[int], words: Synonyms
) -> tuple[Sequence[Any], list[Source]]:
    """What is known of published products, in three statements for however many."""
    uow.session.flush()
    products = uow.session.execute(
        select(
            Product.id,
            Product.organisation_id,
            Product.category_id,
            Product.popularity,
            Product.temperature,
            Product.price_from,
            Product.allergens,
            Product.may_contain,
            Product.days_left_on_arrival,
            ProductExport.profile_id,
            Category.names,
        )
        .join(Category, Category.id == Product.category_id)
        .outerjoin(ProductExport, ProductExport.product_id == Product.id)
        .where(Product.id.in_(ids), is_on_sale())
    ).all()
    texts = _texts(uow, [row.id for row in products])
    makers = _maker_names(uow, {row.organisation_id for row in products})
    return products, [
        _source(row, texts[row.id], tuple(makers[row.organisation_id]), words) for row in products
    ]


def _source(row: Any, texts: Sequence[Any], makers: tuple[str, ...], words: Synonyms) -> Source:
    titles = {text.locale: text.name for text in texts}
    return Source(
        product_id=row.id,
        titles=titles,
        readings=(
            *(text.reading for text in texts if text.reading),
            *words.readings_in(titles.get("ja", "")),
        ),
        shelf=tuple(row.names.values()),
        makers=makers,
        bodies=tuple(body for text in texts for body in (text.summary, text.description) if body),
    )


def _texts(uow: UnitOfWork, ids: Sequence[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {key: [] for key in ids}
    for row in uow.session.execute(
        select(
            ProductText.product_id,
            ProductText.locale,
            ProductText.name,
            ProductText.reading,
            ProductText.summary,
            ProductText.description,
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


def _add(uow: UnitOfWork, made: Sequence[tuple[Any, Document]]) -> None:
    """New rows for products; older rows of theirs go."""
    if not made:
        return
    change = _change(uow)
    keys = _term_ids(uow, {term for _, one in made for term in one.weights})
    ids = [row.id for row, _ in made]
    uow.session.execute(
        delete(SearchDocument)
        .where(SearchDocument.product_id.in_(ids))
        .execution_options(synchronize_session=False)
    )
    rows = [
        {
            "product_id": row.id,
            "change": change,
            "terms": pack({keys[term[:TERM_LENGTH]]: w for term, w in one.weights.items()}),
            "names": one.names.packed(),
            "popularity": row.popularity,
            "category_id": row.category_id,
            "organisation_id": row.organisation_id,
            "temperature": row.temperature,
            "price": row.price_from,
            "days_left": row.days_left_on_arrival or 0,
            "export_profile": row.profile_id or 0,
            "allergens": sorted({*row.allergens, *row.may_contain}),
        }
        for row, one in made
    ]
    uow.session.execute(insert(SearchDocument), rows)


def _term_ids(uow: UnitOfWork, terms: Iterable[str]) -> dict[str, int]:
    """Keys of terms; new ones are added."""
    wanted = sorted({term[:TERM_LENGTH] for term in terms})
    known = _known(uow, wanted)
    new = [term for term in wanted if term not in known]
    if new:
        is_sqlite = uow.session.get_bind().dialect.name == "sqlite"
        statement = (sqlite_insert if is_sqlite else postgresql_insert)(SearchTerm)
        uow.session.execute(statement.on_conflict_do_nothing(), [{"term": term} for term in new])
        known.update(_known(uow, new))
    return known


def _known(uow: UnitOfWork, terms: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(terms), MANY):
        rows = uow.session.execute(
            select(SearchTerm.term, SearchTerm.id).where(
                SearchTerm.term.in_(terms[start : start + MANY])
            )
        )
        found.update({row.term: row.id for row in rows})
    return found
