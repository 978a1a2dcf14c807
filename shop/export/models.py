"""Rules of other countries, what a product is to customs, and the answers kept for lists."""

from datetime import date
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.database import Base, Instant, PrimaryKey
from shop.export.engine import Effect, OriginRule, Outcome, Sureness


class ExportRule(Base):
    """A dated row: destination × product class × origins, with its source.

    A row is never changed once it counts: a new one takes its place (`replaced_at`). `reason` is
    a key of `shop/export/reasons.py`; `words` are staff's own sentences per written form.
    """

    plural = "export_rules"
    __table_args__ = (Index("ix_shop_export_rules_standing", "replaced_at", "destination"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    key: Mapped[str] = mapped_column(String(60), index=True)
    destination: Mapped[str] = mapped_column(String(3))
    product_class: Mapped[str] = mapped_column(String(40))
    effect: Mapped[Effect]
    reason: Mapped[str] = mapped_column(String(60))
    source: Mapped[str] = mapped_column(String(300))
    source_date: Mapped[str] = mapped_column(String(30))
    sureness: Mapped[Sureness]
    created_at: Mapped[Instant]
    origin_rule: Mapped[OriginRule] = mapped_column(default=OriginRule.ANY)
    prefectures: Mapped[list[str]] = mapped_column(default_factory=list)
    needs: Mapped[list[str]] = mapped_column(default_factory=list)
    words: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    valid_from: Mapped[date | None] = mapped_column(default=None)
    valid_to: Mapped[date | None] = mapped_column(default=None)
    review_by: Mapped[date | None] = mapped_column(default=None)
    note: Mapped[str] = mapped_column(Text, default="")
    replaced_at: Mapped[Instant | None] = mapped_column(default=None)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_users.id"), index=True, default=None
    )


class ExportProfile(Base):
    """Everything of a product that rules look at; products that are alike share one.

    `told` holds its answers for all regions once more, so that a page reads them with the product.
    """

    plural = "export_profiles"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    digest: Mapped[str] = mapped_column(String(64), unique=True)
    classes: Mapped[list[str]]
    prefectures: Mapped[list[str]]
    provides: Mapped[list[str]]
    is_origin_known: Mapped[bool]
    told: Mapped[list[dict[str, Any]]] = mapped_column(default_factory=list)


class ExportAnswer(Base):
    """The rules' answer of today for a profile and a region, so that lists filter in SQL.

    `because` holds what the deciding rows said: reason, words, source, source_date, sureness.
    """

    plural = "export_answers"
    __table_args__ = (
        UniqueConstraint("profile_id", "region"),
        Index("ix_shop_export_answers_open", "region", "is_open", "profile_id"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    profile_id: Mapped[int] = mapped_column(ForeignKey("shop_export_profiles.id"), index=True)
    region: Mapped[str] = mapped_column(String(3))
    outcome: Mapped[Outcome]
    is_open: Mapped[bool]
    because: Mapped[list[dict[str, Any]]]
    certificates: Mapped[list[str]]
    lacking: Mapped[list[str]]
    decided_on: Mapped[date]


class ProductExport(Base):
    """What a product is to customs and to rules abroad.

    `hs_overrides` holds codes per region where another country reads the goods differently;
    `registrations` the maker's numbers per region; `provides` papers the business can get.
    """

    plural = "product_exports"

    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"), primary_key=True)
    profile_id: Mapped[int | None] = mapped_column(
        ForeignKey("shop_export_profiles.id"), index=True, default=None
    )
    hs_code: Mapped[str] = mapped_column(String(6), default="")
    hs_overrides: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    latin_name: Mapped[str] = mapped_column(String(120), default="")
    customs_name: Mapped[str] = mapped_column(String(200), default="")
    is_eu_pah_ok: Mapped[bool] = mapped_column(default=False)
    registrations: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    provides: Mapped[list[str]] = mapped_column(default_factory=list)
