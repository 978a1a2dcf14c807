"""What is sold: categories, products with variants, texts, photos and label data."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from core.database import Base, Instant, PrimaryKey, Yen, enum_type
from core.media.models import Asset
from i18n.translated import TextState, TranslatedRow
from shop.storefronts.models import Storefront


class Temperature(StrEnum):
    AMBIENT = "ambient"
    CHILLED = "chilled"
    FROZEN = "frozen"


class TaxClass(StrEnum):
    FOOD = "food"
    ALCOHOL = "alcohol"
    OTHER = "other"


class OriginStage(StrEnum):
    """What was done at a place: rules of other countries ask about each."""

    CATCH = "catch"
    LANDING = "landing"
    MAKING = "making"
    PACKING = "packing"


class ProductState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    ARCHIVED = "archived"


class Category(Base):
    """A shelf of the market; `product_count` is kept by publishing and archiving."""

    plural = "categories"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    key: Mapped[str] = mapped_column(String(60), unique=True)
    position: Mapped[int]
    names: Mapped[dict[str, Any]]
    product_count: Mapped[int] = mapped_column(init=False, default=0)
    drawing_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_assets.id"), index=True, default=None
    )
    drawing: Mapped[Asset | None] = relationship(lazy="joined", init=False)


class Product(Base):
    """Something a business sells; what is bought is one of its variants.

    `label` holds the structured food label (kinds and fields in `shop/catalogue/labels.py`);
    allergens are keys, derived per destination when shown. `price_from` is the lowest price of
    an active variant and `season_mask` has a bit per month of `season`: both are written with
    what they are made from, so that lists sort and filter by an index. `days_left_on_arrival` is
    a promise: goods of a lot that would keep shorter when they arrive are not sent.
    """

    plural = "products"
    __table_args__ = (
        Index("ix_shop_products_shelf", "state", "category_id", "published_at", "id"),
        Index("ix_shop_products_newest", "state", "published_at", "id"),
        Index("ix_shop_products_cheapest", "state", "price_from", "id"),
        Index("ix_shop_products_popular", "state", "popularity", "id"),
        Index("ix_shop_products_maker", "organisation_id", "state", "published_at", "id"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("shop_storefronts.organisation_id"), index=True
    )
    category_id: Mapped[int] = mapped_column(ForeignKey("shop_categories.id"), index=True)
    slug: Mapped[str] = mapped_column(String(120), unique=True)
    state: Mapped[ProductState]
    temperature: Mapped[Temperature]
    tax_class: Mapped[TaxClass]
    created_at: Mapped[Instant]
    updated_at: Mapped[Instant]
    export_class: Mapped[str] = mapped_column(String(40), default="")
    source_locale: Mapped[str] = mapped_column(String(10), default="ja")
    allergens: Mapped[list[str]] = mapped_column(default_factory=list)
    may_contain: Mapped[list[str]] = mapped_column(default_factory=list)
    label: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    season_mask: Mapped[int] = mapped_column(init=False, default=0)
    season: Mapped[list[int]] = mapped_column(default_factory=list)
    price_from: Mapped[Yen] = mapped_column(default=0)
    shelf_life_days: Mapped[int | None] = mapped_column(default=None)
    days_left_on_arrival: Mapped[int | None] = mapped_column(default=None)
    published_at: Mapped[datetime | None] = mapped_column(default=None)
    popularity: Mapped[int] = mapped_column(default=0)
    review_count: Mapped[int] = mapped_column(default=0)
    stars_total: Mapped[int] = mapped_column(default=0)
    question_count: Mapped[int] = mapped_column(default=0)
    storefront: Mapped[Storefront] = relationship(lazy="raise", init=False)
    category: Mapped[Category] = relationship(lazy="raise", init=False)
    texts: Mapped[list["ProductText"]] = relationship(
        back_populates="product", lazy="raise", init=False, default_factory=list
    )
    variants: Mapped[list["Variant"]] = relationship(
        back_populates="product",
        lazy="raise",
        init=False,
        default_factory=list,
        order_by="Variant.position",
    )
    photos: Mapped[list["Photo"]] = relationship(
        back_populates="product",
        lazy="raise",
        init=False,
        default_factory=list,
        order_by="Photo.position",
    )

    @validates("season")
    def _mark_season(self, _name: str, months: list[int]) -> list[int]:
        self.season_mask = sum(1 << month for month in set(months))
        return months


class ProductText(TranslatedRow, Base):
    """A product's texts in one written form.

    `safety_state` is of the fields that protect health (label name, ingredients, origin, storage,
    use, what is said of allergens beside their keys): goods are sold in a language only when they
    are reviewed in it. `serving` is an idea, `usage` what one must do. `reading` is the よみがな of a Japanese
    name, for search.
    """

    plural = "product_texts"
    __table_args__ = (Index("ix_shop_product_texts_locale", "locale", "product_id"),)

    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    summary: Mapped[str] = mapped_column(String(400), default="")
    description: Mapped[str] = mapped_column(Text, default="")
    reading: Mapped[str] = mapped_column(String(200), default="")
    label_name: Mapped[str] = mapped_column(String(200), default="")
    ingredients: Mapped[str] = mapped_column(Text, default="")
    storage: Mapped[str] = mapped_column(Text, default="")
    origin: Mapped[str] = mapped_column(Text, default="")
    usage: Mapped[str] = mapped_column(Text, default="")
    allergen_note: Mapped[str] = mapped_column(Text, default="")
    serving: Mapped[str] = mapped_column(Text, default="")
    safety_state: Mapped[TextState] = mapped_column(
        enum_type(TextState, "safetystate"), default=TextState.DRAFT
    )
    product: Mapped[Product] = relationship(back_populates="texts", lazy="raise", init=False)


class Variant(Base):
    """One size or package of a product: what has a SKU, a price and stock.

    A drink says its `volume_ml`; its net weight is then what it weighs without the bottle.
    `pack_sides_mm` are length, width and height of one as it goes into a box; empty while nobody
    has measured it. What is cut to order weighs at least `least_weight_g`; its price is that of
    `net_weight_g`, the most it may weigh.
    """

    plural = "variants"
    __table_args__ = (
        CheckConstraint("price >= 0", name="price_not_negative"),
        CheckConstraint("net_weight_g > 0", name="weight_positive"),
        UniqueConstraint("product_id", "position"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"), index=True)
    sku: Mapped[str] = mapped_column(String(60), unique=True)
    position: Mapped[int]
    price: Mapped[Yen]
    net_weight_g: Mapped[int]
    shipping_weight_g: Mapped[int]
    pieces: Mapped[int | None] = mapped_column(default=None)
    volume_ml: Mapped[int | None] = mapped_column(default=None)
    least_weight_g: Mapped[int | None] = mapped_column(default=None)
    pack_sides_mm: Mapped[list[int]] = mapped_column(default_factory=list)
    labels: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    is_active: Mapped[bool] = mapped_column(default=True)
    product: Mapped[Product] = relationship(back_populates="variants", lazy="raise", init=False)

    @property
    def pack_sides(self) -> tuple[int, int, int] | None:
        """Length, width and height of one in mm; none while nobody has measured it."""
        sides = self.pack_sides_mm
        return (sides[0], sides[1], sides[2]) if len(sides) == len("lwh") else None


class PriceChange(Base):
    """What a variant cost from when on: honest "was" prices need it."""

    plural = "price_changes"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    variant_id: Mapped[int] = mapped_column(ForeignKey("shop_variants.id"), index=True)
    price: Mapped[Yen]
    at: Mapped[Instant]


class Photo(Base):
    """A product's picture, in order; `alts` holds the words for it per written form."""

    plural = "photos"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"), index=True)
    asset_id: Mapped[int] = mapped_column(ForeignKey("core_assets.id"), index=True)
    position: Mapped[int]
    alts: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    product: Mapped[Product] = relationship(back_populates="photos", lazy="raise", init=False)
    asset: Mapped[Asset] = relationship(lazy="joined", init=False)


class ProductOrigin(Base):
    """A place that a product comes from: a prefecture of Japan, another country, a sea.

    `prefecture` is the Japanese name and empty abroad; `place` names a port or a sea area.
    """

    plural = "product_origins"
    __table_args__ = (UniqueConstraint("product_id", "stage", "country", "prefecture"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"), index=True)
    stage: Mapped[OriginStage]
    country: Mapped[str] = mapped_column(String(2), default="JP")
    prefecture: Mapped[str] = mapped_column(String(10), default="")
    place: Mapped[str] = mapped_column(String(120), default="")
