"""The search index: one token space for all languages."""

from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class SearchDocument(Base):
    """What the rerank needs of a product: its folded titles, words and readings."""

    plural = "search_documents"

    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"), primary_key=True)
    forms: Mapped[dict[str, Any]]
    popularity: Mapped[int]


class SearchTerm(Base):
    """A token with the number of products it stands in; the empty one counts all products."""

    plural = "search_terms"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    term: Mapped[str] = mapped_column(String(80), unique=True)
    products: Mapped[int]


class SearchPosting(Base):
    """A term in a product with its weight."""

    plural = "search_postings"
    __table_args__ = (
        Index("ix_shop_search_postings_product_id", "product_id"),
        {"sqlite_with_rowid": False},
    )

    term_id: Mapped[int] = mapped_column(ForeignKey("shop_search_terms.id"), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"), primary_key=True)
    weight: Mapped[float]


class SearchSpelling(Base):
    """A Latin word with one letter left out, leading to the words it may be a slip of."""

    plural = "search_spellings"
    __table_args__ = ({"sqlite_with_rowid": False},)

    variant: Mapped[str] = mapped_column(String(80), primary_key=True)
    term_id: Mapped[int] = mapped_column(
        ForeignKey("shop_search_terms.id"), primary_key=True, index=True
    )


class SearchMiss(Base):
    """A search that found nothing, counted by language; the words only, never who searched."""

    plural = "search_misses"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    locale: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(120))
    at: Mapped[Instant]
