"""Purchases (one buyer, one payment), their orders (one business each), lines and parcels."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.database import Base, Instant, PrimaryKey, Yen
from core.identity.models import Organisation
from shop.catalogue.models import TaxClass, Temperature
from shop.orders.states import OrderState, ParcelState, PurchaseState


class Purchase(Base):
    """What one buyer pays in one payment. `number` is public; `token` opens it for a guest.

    `placement_key` is of the form it was placed with: sending that twice places one purchase.
    `visit` says where the buyer came from, as packages above told; nothing personal is in it.
    `statements` are what the buyer confirmed, such as an age: kind, the words shown, and when.
    """

    plural = "purchases"
    __table_args__ = (Index("ix_shop_purchases_state", "state", "expires_at"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    number: Mapped[str] = mapped_column(String(20), unique=True)
    token: Mapped[str] = mapped_column(String(64), unique=True)
    placement_key: Mapped[str] = mapped_column(String(64), unique=True)
    state: Mapped[PurchaseState]
    placed_at: Mapped[Instant]
    expires_at: Mapped[Instant]
    locale: Mapped[str] = mapped_column(String(10))
    email: Mapped[str] = mapped_column(String(254))
    country: Mapped[str] = mapped_column(String(2))
    address: Mapped[dict[str, Any]]
    total: Mapped[Yen]
    user_id: Mapped[int | None] = mapped_column(
        ForeignKey("core_users.id"), index=True, default=None
    )
    paid_at: Mapped[datetime | None] = mapped_column(default=None)
    visit: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    statements: Mapped[list[dict[str, Any]]] = mapped_column(default_factory=list)
    is_test: Mapped[bool] = mapped_column(default=False)
    orders: Mapped[list["Order"]] = relationship(
        back_populates="purchase",
        lazy="selectin",
        init=False,
        default_factory=list,
        order_by="Order.number",
    )


class Order(Base):
    """One business's part of a purchase.

    total = goods_total + delivery_total + wrapping_total - discount_total + tax_added. Prices
    hold the tax and nothing is added; in wholesale, which is priced net, `tax_added` comes on
    top. `taxes` holds, per rate, what of the total it covers and the tax in that, rounded once:
    rate_percent, amount, tax.
    """

    plural = "orders"
    __table_args__ = (
        UniqueConstraint("purchase_id", "organisation_id"),
        Index("ix_shop_orders_desk", "organisation_id", "state", "id"),
    )

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    purchase_id: Mapped[int] = mapped_column(
        ForeignKey("shop_purchases.id"), index=True, init=False
    )
    organisation_id: Mapped[int] = mapped_column(ForeignKey("core_organisations.id"), index=True)
    number: Mapped[str] = mapped_column(String(24), unique=True)
    state: Mapped[OrderState]
    placed_at: Mapped[Instant]
    goods_total: Mapped[Yen]
    delivery_total: Mapped[Yen]
    discount_total: Mapped[Yen]
    total: Mapped[Yen]
    vendor_names: Mapped[dict[str, Any]]
    taxes: Mapped[list[dict[str, Any]]]
    tax_added: Mapped[Yen] = mapped_column(default=0)
    paid_at: Mapped[datetime | None] = mapped_column(default=None)
    shipped_at: Mapped[datetime | None] = mapped_column(default=None)
    wrapping_total: Mapped[Yen] = mapped_column(default=0)
    purchase: Mapped[Purchase] = relationship(back_populates="orders", lazy="raise", default=None)
    organisation: Mapped[Organisation] = relationship(lazy="joined", init=False)
    lines: Mapped[list["OrderLine"]] = relationship(
        back_populates="order",
        lazy="selectin",
        init=False,
        default_factory=list,
        order_by="OrderLine.id",
    )
    adjustments: Mapped[list["OrderAdjustment"]] = relationship(
        back_populates="order", lazy="selectin", init=False, default_factory=list
    )
    parcels: Mapped[list["Parcel"]] = relationship(
        back_populates="order",
        lazy="selectin",
        init=False,
        default_factory=list,
        order_by="Parcel.id",
    )


class OrderLine(Base):
    """What was bought, as it was then: name, price and label are frozen.

    What is cut to order has a `least_weight_g` for one piece; `line_total` is the most it may cost
    until `packed_weight_g` of all pieces is known.
    """

    plural = "order_lines"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_orders.id"), index=True, init=False)
    variant_id: Mapped[int] = mapped_column(ForeignKey("shop_variants.id"), index=True)
    product_id: Mapped[int] = mapped_column(ForeignKey("shop_products.id"), index=True)
    sku: Mapped[str] = mapped_column(String(60))
    names: Mapped[dict[str, Any]]
    unit_price: Mapped[Yen]
    quantity: Mapped[int]
    line_total: Mapped[Yen]
    discount: Mapped[Yen]
    tax_class: Mapped[TaxClass]
    tax_rate_percent: Mapped[int]
    temperature: Mapped[Temperature]
    net_weight_g: Mapped[int]
    least_weight_g: Mapped[int | None] = mapped_column(default=None)
    packed_weight_g: Mapped[int | None] = mapped_column(default=None)
    label: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    order: Mapped[Order] = relationship(back_populates="lines", lazy="raise", default=None)


class OrderAdjustment(Base):
    """What changed the price of an order, kept for ever: source, reference, label, amount."""

    plural = "order_adjustments"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_orders.id"), index=True, init=False)
    source: Mapped[str] = mapped_column(String(40))
    reference: Mapped[str] = mapped_column(String(80))
    labels: Mapped[dict[str, Any]]
    amount: Mapped[Yen]  # positive: what was taken off
    borne_by: Mapped[str] = mapped_column(String(20))
    order: Mapped[Order] = relationship(back_populates="adjustments", lazy="raise", default=None)


class Parcel(Base):
    """One box of an order: one recipient, one temperature, one carrier, one tracking number.

    What was agreed is frozen here: the carrier's `service`, the day and the `slot` that the buyer
    chose (key, hours, labels per written form). `recipient` is the address of somebody else than
    the purchase's (with `country`), else empty. `gift` says sender, noshi, wrapping and message;
    a parcel with one carries no prices.
    """

    plural = "parcels"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_orders.id"), index=True, init=False)
    temperature: Mapped[Temperature]
    fee: Mapped[Yen]
    state: Mapped[ParcelState]
    weight_g: Mapped[int]
    earliest_on: Mapped[date | None] = mapped_column(default=None)
    latest_on: Mapped[date | None] = mapped_column(default=None)
    carrier: Mapped[str] = mapped_column(String(40), default="")
    tracking_number: Mapped[str] = mapped_column(String(40), default="")
    shipped_at: Mapped[datetime | None] = mapped_column(default=None)
    delivered_at: Mapped[datetime | None] = mapped_column(default=None)
    service: Mapped[str] = mapped_column(String(40), default="")
    size_cm: Mapped[int | None] = mapped_column(default=None)
    leaves_on: Mapped[date | None] = mapped_column(default=None)
    wanted_on: Mapped[date | None] = mapped_column(default=None)
    slot: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    recipient: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    gift: Mapped[dict[str, Any]] = mapped_column(default_factory=dict)
    wrapping_fee: Mapped[Yen] = mapped_column(default=0)
    order: Mapped[Order] = relationship(back_populates="parcels", lazy="raise", default=None)
    contents: Mapped[list["ParcelContent"]] = relationship(
        back_populates="parcel", lazy="selectin", init=False, default_factory=list
    )


class ParcelContent(Base):
    """How many of an order line lie in a parcel: a heavy order has several of one temperature."""

    plural = "parcel_contents"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    parcel_id: Mapped[int] = mapped_column(
        ForeignKey("shop_parcels.id"), primary_key=True, init=False
    )
    order_line_id: Mapped[int] = mapped_column(
        ForeignKey("shop_order_lines.id"), primary_key=True, init=False, index=True
    )
    quantity: Mapped[int]
    parcel: Mapped[Parcel] = relationship(back_populates="contents", lazy="raise", default=None)
    line: Mapped[OrderLine] = relationship(lazy="joined", default=None)


class ParcelTrouble(Base):
    """What happened to a parcel on its way, who bears it, and how it ended.

    `cause` and `borne_by` are words of `shop/orders/troubles.py`.
    """

    plural = "parcel_troubles"
    __table_args__ = (CheckConstraint("given_back >= 0", name="given_back_not_negative"),)

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    parcel_id: Mapped[int] = mapped_column(ForeignKey("shop_parcels.id"), index=True)
    cause: Mapped[str] = mapped_column(String(20))
    borne_by: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[Instant]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("core_users.id"), index=True)
    settled_at: Mapped[datetime | None] = mapped_column(default=None)
    outcome: Mapped[str] = mapped_column(String(20), default="")
    given_back: Mapped[Yen] = mapped_column(default=0)


class OrderTransition(Base):
    """Every change of an order's state: from, to, when, who and why."""

    plural = "order_transitions"

    id: Mapped[PrimaryKey] = mapped_column(init=False)
    order_id: Mapped[int] = mapped_column(ForeignKey("shop_orders.id"), index=True)
    from_state: Mapped[str] = mapped_column(String(20))
    to_state: Mapped[str] = mapped_column(String(20))
    at: Mapped[Instant]
    actor_kind: Mapped[str] = mapped_column(String(20))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("core_users.id"), index=True)
    reason: Mapped[str] = mapped_column(Text, default="")
