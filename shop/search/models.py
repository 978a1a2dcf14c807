"""The search index: one token space for all languages."""

from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey


class SearchDocument(Base):
    """What the rerank needs of a product: its folded forms per field and language."""

    plural = "search_documents"

    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"), primary_key=True)
    forms: Mapped[dict[str, Any]]
    popularity: Mapped[int]


class SearchPosting(Base):
    """A term in a product with its weight."""

    plural = "search_postings"
    __table_args__ = (Index("ix_shop_search_postings_product_id", "product_id"),)

    term: Mapped[str] = mapped_column(String(80), primary_key=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"), primary_key=True)
    weight: Mapped[float]


class SearchMiss(Base):
    """A search that found nothing, counted by language; the words only, never who searched."""

    plural = "search_misses"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    locale: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(120))
    at: Mapped[Instant]
