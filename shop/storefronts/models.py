"""Storefronts and their texts."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base, Instant
from core.identity.models import Organisation
from core.media.models import Asset
from i18n.translated import TranslatedRow


class StorefrontState(StrEnum):
    PREPARING = "preparing"
    OPEN = "open"
    SUSPENDED = "suspended"
    CLOSED = "closed"


class Storefront(Base):
    """The public face of an organisation that sells; `product_count` is kept by the catalogue."""

    plural = "storefronts"

    organisation_id: Mapped[int] = mapped_column(
        ForeignKey("core_organisations.id"), primary_key=True
    )
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    state: Mapped[StorefrontState]
    created_at: Mapped[Instant]
    source_locale: Mapped[str] = mapped_column(String(10), default="ja")
    hero_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_assets.id"), index=True, default=None
    )
    prefecture: Mapped[str] = mapped_column(String(20), default="")
    city: Mapped[str] = mapped_column(String(60), default="")
    street: Mapped[str] = mapped_column(String(160), default="")
    postal_code: Mapped[str] = mapped_column(String(12), default="")
    phone: Mapped[str] = mapped_column(String(30), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    legal_name: Mapped[str] = mapped_column(String(200), default="")
    representative: Mapped[str] = mapped_column(String(120), default="")
    product_count: Mapped[int] = mapped_column(init=False, default=0)
    opened_year: Mapped[int | None] = mapped_column(default=None)
    cut_off_hour: Mapped[int] = mapped_column(default=14)
    lead_days: Mapped[int] = mapped_column(default=1)
    closed_weekdays: Mapped[list[int]] = mapped_column(default_factory=list)
    hours: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    licences: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    organisation: Mapped[Organisation] = relationship(lazy="joined", init=False)
    hero: Mapped[Asset | None] = relationship(lazy="joined", init=False)
    texts: Mapped[list["StorefrontText"]] = relationship(
        back_populates="storefront", lazy="raise", init=False, default_factory=list
    )


class StorefrontText(TranslatedRow, Base):
    """A storefront's texts in one written form."""

    plural = "storefront_texts"

    storefront_id: Mapped[int] = mapped_column(
        ForeignKey("shop_storefronts.organisation_id"), primary_key=True
    )
    name: Mapped[str] = mapped_column(String(200))
    tagline: Mapped[str] = mapped_column(String(300), default="")
    story: Mapped[str] = mapped_column(Text, default="")
    storefront: Mapped[Storefront] = relationship(back_populates="texts", lazy="raise", init=False)
