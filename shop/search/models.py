"""The search index as it is kept: what each product says, in one token space for all languages.

Each process makes the arrays that it searches from these rows (shop/search/index.py).
"""

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey, enum_type
from shop.catalogue.models import Temperature


class SearchDocument(Base):
    """A product's terms with their weights, its folded names, and what results are filtered by.

    `change` is the version of the index that wrote the row: newer rows are read by those who
    have seen the older ones. A product that left the market keeps a row without terms. `days_left`
    is what is promised on arrival, and `export_profile` the kind of goods that rules of export
    answer for; 0 where nothing is said.
    """

    plural = "search_documents"

    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"), primary_key=True)
    change: Mapped[int] = mapped_column(index=True)
    terms: Mapped[bytes] = mapped_column(LargeBinary)
    names: Mapped[str] = mapped_column(Text)
    popularity: Mapped[int]
    category_id: Mapped[int]
    organisation_id: Mapped[int]
    temperature: Mapped[Temperature] = mapped_column(enum_type(Temperature, "searchtemperature"))
    price: Mapped[int]
    days_left: Mapped[int]
    export_profile: Mapped[int]
    allergens: Mapped[list[str]]


class SearchTerm(Base):
    """A token that stands, or stood, in a product."""

    plural = "search_terms"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    term: Mapped[str] = mapped_column(String(80), unique=True)


class SearchMiss(Base):
    """A search that found nothing, counted by language; the words only, never who searched."""

    plural = "search_misses"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    locale: Mapped[str] = mapped_column(String(10))
    words: Mapped[str] = mapped_column(String(120))
    at: Mapped[Instant]
