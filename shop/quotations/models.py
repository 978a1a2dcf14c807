"""Quotations and their lines. Prices in them are net: wholesale adds the tax to the sum."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base, Instant, PrimaryKey, Yen
from shop.catalogue.models import TaxClass, Temperature
from shop.quotations.states import Incoterm, QuotationState


class Quotation(Base):
    """What one buyer asks of one business. `token` opens it for the buyer, who needs no account.

    `freight` is what the business asks for carriage and insurance as far as the Incoterm goes,
    net, in yen. `note` is the business's answer, `reason` why it or the buyer said no.
    """

    plural = "quotations"
    __table_args__ = (
        Index("ix_shop_quotations_desk", "organisation_id", "state", "id"),
        Index("ix_shop_quotations_valid", "state", "valid_until"),
        CheckConstraint("freight >= 0", name="freight_not_negative"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("core_organisations.id"), index=True)
    state: Mapped[QuotationState]
    asked_at: Mapped[Instant]
    locale: Mapped[str] = mapped_column(String(10))
    company: Mapped[str] = mapped_column(String(200))
    contact: Mapped[str] = mapped_column(String(120))
    email: Mapped[str] = mapped_column(String(254))
    phone: Mapped[str] = mapped_column(String(30))
    country: Mapped[str] = mapped_column(String(2))
    place: Mapped[str] = mapped_column(String(120))
    incoterm: Mapped[Incoterm | None]
    wish: Mapped[str] = mapped_column(Text)
    wanted_on: Mapped[date | None] = mapped_column(default=None)
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_users.id"), index=True, default=None
    )
    freight: Mapped[Yen] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    valid_until: Mapped[date | None] = mapped_column(default=None)
    answered_at: Mapped[datetime | None] = mapped_column(default=None)
    closed_at: Mapped[datetime | None] = mapped_column(default=None)
    purchase_id: Mapped[int | None] = mapped_column(
        ForeignKey("shop_purchases.id"), unique=True, default=None
    )
    lines: Mapped[list["QuotationLine"]] = relationship(
        back_populates="quotation",
        lazy="selectin",
        init=False,
        default_factory=list,
        order_by="QuotationLine.id",
    )


class QuotationLine(Base):
    """One article asked for; `unit_price` is the business's net answer in yen."""

    plural = "quotation_lines"
    __table_args__ = (
        CheckConstraint("quantity > 0", name="quantity_positive"),
        CheckConstraint("unit_price IS NULL OR unit_price > 0", name="unit_price_positive"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    quotation_id: Mapped[int] = mapped_column(
        ForeignKey("shop_quotations.id"), index=True, init=False
    )
    variant_id: Mapped[int] = mapped_column(ForeignKey("shop_variants.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"), index=True)
    sku: Mapped[str] = mapped_column(String(60))
    names: Mapped[dict[str, Any]]
    variant_labels: Mapped[dict[str, Any]]
    quantity: Mapped[int]
    list_price: Mapped[Yen]
    tax_class: Mapped[TaxClass]
    temperature: Mapped[Temperature]
    net_weight_g: Mapped[int]
    shipping_weight_g: Mapped[int]
    unit_price: Mapped[int | None] = mapped_column(default=None)
    quotation: Mapped[Quotation] = relationship(
        back_populates="lines", lazy="raise", init=False, default=None
    )

    @property
    def net_total(self) -> int:
        """Net price of the line in yen; nothing while it is not answered."""
        return (self.unit_price or 0) * self.quantity
