"""Reading purchases for screens and mails: frozen figures in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import NotFoundError
from i18n.translated import Shown, shown
from shop.addresses import writing as addresses
from shop.catalogue.models import TaxClass, Temperature
from shop.delivery import carriers
from shop.delivery.gifts import Gift
from shop.orders import totals
from shop.orders.models import Order, OrderLine, Parcel, Purchase
from shop.orders.states import OrderState, ParcelState, PurchaseState


@dataclass(frozen=True, kw_only=True)
class LineView:
    """A line as it was bought."""

    product_id: int
    name: Shown
    variant: Shown
    quantity: int
    unit_price: int
    line_total: int
    discount: int
    tax_rate_percent: int
    is_alcohol: bool
    net_weight_g: int
    least_weight_g: int | None
    packed_weight_g: int | None


@dataclass(frozen=True, kw_only=True)
class ParcelView:
    """A parcel and where it is."""

    id: int
    temperature: Temperature
    state: ParcelState
    fee: int
    earliest_on: date | None
    latest_on: date | None
    carrier: str
    tracking_number: str
    tracking_url: str
    shipped_at: datetime | None
    delivered_at: datetime | None
    contents: tuple[tuple[int, Shown], ...]
    size_cm: int | None
    weight_g: int
    wanted_on: date | None
    slot: Shown
    gift: Gift
    wrapping_fee: int
    recipient: str
    """Empty when the parcel goes to the buyer's own address."""
    recipient_lines: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReductionView:
    """What was taken off, and for what."""

    label: Shown
    amount: int


@dataclass(frozen=True, kw_only=True)
class OrderView:
    """One business's part."""

    id: int
    number: str
    state: OrderState
    vendor: Shown
    lines: tuple[LineView, ...]
    parcels: tuple[ParcelView, ...]
    reductions: tuple[ReductionView, ...]
    goods_total: int
    delivery_total: int
    wrapping_total: int
    discount_total: int
    tax_added: int
    total: int
    taxes: tuple[Mapping[str, Any], ...]
    paid_at: datetime | None
    shipped_at: datetime | None

    @property
    def delivered_at(self) -> datetime | None:
        """When its last parcel arrived; None while one is still to come."""
        coming = [each for each in self.parcels if each.state is not ParcelState.GIVEN_BACK]
        known = [parcel.delivered_at for parcel in coming if parcel.delivered_at]
        return max(known) if known and len(known) == len(coming) else None

    @property
    def may_be_cancelled(self) -> bool:
        """A paid order until its first parcel leaves."""
        is_packed = any(parcel.state is not ParcelState.PACKING for parcel in self.parcels)
        return self.state is OrderState.PAID and not is_packed


@dataclass(frozen=True, kw_only=True)
class PurchaseView:
    """A whole purchase as its buyer sees it."""

    id: int
    number: str
    token: str
    state: PurchaseState
    locale: str
    email: str
    country: str
    address_lines: tuple[str, ...]
    recipient: str
    placed_at: datetime
    paid_at: datetime | None
    expires_at: datetime
    orders: tuple[OrderView, ...]
    total: int
    is_test: bool

    @property
    def counted(self) -> tuple[OrderView, ...]:
        """The orders that the total holds, as `totals.counted` says."""
        found = [each for each in self.orders if totals.is_counted(each.state, each.paid_at)]
        return tuple(found) or self.orders

    @property
    def goods_total(self) -> int:
        return sum(order.goods_total for order in self.counted)

    @property
    def delivery_total(self) -> int:
        return sum(order.delivery_total for order in self.counted)

    @property
    def wrapping_total(self) -> int:
        return sum(order.wrapping_total for order in self.counted)

    @property
    def discount_total(self) -> int:
        return sum(order.discount_total for order in self.counted)

    @property
    def tax_added(self) -> int:
        return sum(order.tax_added for order in self.counted)

    @property
    def may_be_paid(self) -> bool:
        return self.state is PurchaseState.PLACED

    @property
    def may_be_cancelled(self) -> bool:
        """Until the first parcel leaves, and while there is something to cancel."""
        is_open = self.state not in {PurchaseState.EXPIRED, PurchaseState.CANCELLED}
        parcels = [parcel for order in self.orders for parcel in order.parcels]
        return is_open and all(parcel.state is ParcelState.PACKING for parcel in parcels)


def get_by_token(session: Session, token: str) -> Purchase:
    """The purchase that a link opens. Raises NotFoundError."""
    found = session.scalar(select(Purchase).where(Purchase.token == token))
    if found is None:
        raise NotFoundError
    return found


def id_by_token(session: Session, token: str) -> int:
    """Only the key of the purchase that a link opens. Raises NotFoundError."""
    found = session.scalar(select(Purchase.id).where(Purchase.token == token))
    if found is None:
        raise NotFoundError
    return found


def find_by_number(session: Session, number: str, email: str) -> Purchase | None:
    """A purchase by its number (or one of its orders') and the address it was placed with."""
    tidy = "-".join(number.strip().upper().split("-")[:2])
    found = session.scalar(select(Purchase).where(Purchase.number == tidy))
    if found is None or found.email.lower() != email.strip().lower():
        return None
    return found


def list_of_user(session: Session, user_id: int, *, limit: int = 100) -> list[Purchase]:
    """A person's purchases, newest first."""
    return list(
        session.scalars(
            select(Purchase)
            .where(Purchase.user_id == user_id)
            .order_by(Purchase.id.desc())
            .limit(limit)
        )
    )


def view_of(purchase: Purchase, locale: str) -> PurchaseView:
    """The purchase in a language."""
    return PurchaseView(
        id=purchase.id,
        number=purchase.number,
        token=purchase.token,
        state=purchase.state,
        locale=purchase.locale,
        email=purchase.email,
        country=purchase.country,
        address_lines=tuple(addresses.written(purchase.country, purchase.address)),
        recipient=addresses.full_name(purchase.country, purchase.address),
        placed_at=purchase.placed_at,
        paid_at=purchase.paid_at,
        expires_at=purchase.expires_at,
        orders=tuple(_order(order, purchase.country, locale) for order in purchase.orders),
        total=purchase.total,
        is_test=purchase.is_test,
    )


def _order(order: Order, country: str, locale: str) -> OrderView:
    return OrderView(
        id=order.id,
        number=order.number,
        state=order.state,
        vendor=shown(order.vendor_names, locale),
        lines=tuple(_line(line, locale) for line in order.lines),
        parcels=tuple(_parcel(parcel, country, locale) for parcel in order.parcels),
        reductions=tuple(
            ReductionView(label=shown(each.labels, locale), amount=each.amount)
            for each in order.adjustments
        ),
        goods_total=order.goods_total,
        delivery_total=order.delivery_total,
        wrapping_total=order.wrapping_total,
        discount_total=order.discount_total,
        tax_added=order.tax_added,
        total=order.total,
        taxes=tuple(order.taxes),
        paid_at=order.paid_at,
        shipped_at=order.shipped_at,
    )


def _line(line: OrderLine, locale: str) -> LineView:
    return LineView(
        product_id=line.product_id,
        name=shown(line.names, locale),
        variant=shown(line.label.get("variant", {}), locale),
        quantity=line.quantity,
        unit_price=line.unit_price,
        line_total=line.line_total,
        discount=line.discount,
        tax_rate_percent=line.tax_rate_percent,
        is_alcohol=line.tax_class is TaxClass.ALCOHOL,
        net_weight_g=line.net_weight_g,
        least_weight_g=line.least_weight_g,
        packed_weight_g=line.packed_weight_g,
    )


def _parcel(parcel: Parcel, country: str, locale: str) -> ParcelView:
    other = parcel.recipient
    return ParcelView(
        id=parcel.id,
        temperature=parcel.temperature,
        state=parcel.state,
        fee=parcel.fee,
        earliest_on=parcel.earliest_on,
        latest_on=parcel.latest_on,
        carrier=carriers.name_of(parcel.carrier),
        tracking_number=parcel.tracking_number,
        tracking_url=carriers.tracking_url(parcel.carrier, parcel.tracking_number),
        shipped_at=parcel.shipped_at,
        delivered_at=parcel.delivered_at,
        contents=tuple(
            (content.quantity, shown(content.line.names, locale)) for content in parcel.contents
        ),
        size_cm=parcel.size_cm,
        weight_g=parcel.weight_g,
        wanted_on=parcel.wanted_on,
        slot=shown(parcel.slot.get("labels", {}), locale),
        gift=Gift.of(parcel.gift),
        wrapping_fee=parcel.wrapping_fee,
        recipient=addresses.full_name(country, other) if other else "",
        recipient_lines=tuple(addresses.written(country, other)) if other else (),
    )
