"""What has to be packed, and what lies in a parcel."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session, joinedload

from core.errors import NotFoundError
from i18n.locales import DEFAULT
from shop.addresses import writing as addresses
from shop.catalogue.models import Temperature
from shop.delivery import carriers
from shop.delivery.gifts import NOSHI_JA, Gift
from shop.orders.models import Order, Parcel, ParcelContent, Purchase
from shop.orders.states import OrderState, ParcelState
from vendors.orders.models import OrderConfirmation

PAGE: Final = 50


@dataclass(frozen=True, kw_only=True)
class ParcelRow:
    """A parcel that waits to be packed."""

    id: int
    order_id: int
    number: str
    recipient: str
    country: str
    temperature: Temperature
    pieces: int
    weight_g: int
    earliest_on: date | None
    """The day that was chosen or promised."""
    slot: str
    leaves_on: date | None
    is_gift: bool


@dataclass(frozen=True, kw_only=True)
class ParcelPage:
    """A parcel with its order and where it goes."""

    parcel: Parcel
    order: Order
    purchase: Purchase
    recipient: str
    address: list[str]
    place: int
    of: int
    gift: Gift
    noshi: str
    """The band as a packer calls it, empty without one."""
    slot: str
    carrier: str


def list_to_pack(
    session: Session, organisation_id: int, *, after: int | None = None
) -> list[ParcelRow]:
    """Parcels of confirmed orders, the oldest order first, `PAGE` and one more."""
    pieces = (
        select(func.coalesce(func.sum(ParcelContent.quantity), 0))
        .where(ParcelContent.parcel_id == Parcel.id)
        .scalar_subquery()
    )
    query = (
        select(Parcel, Order.number, Purchase.country, Purchase.address, pieces)
        .join(Order, Order.id == Parcel.order_id)
        .join(Purchase, Purchase.id == Order.purchase_id)
        .join(OrderConfirmation, OrderConfirmation.order_id == Order.id)
        .where(
            Order.organisation_id == organisation_id,
            Order.state == OrderState.PAID,
            Parcel.state == ParcelState.PACKING,
        )
    )
    if after is not None:
        last = select(Parcel.order_id).where(Parcel.id == after).scalar_subquery()
        query = query.where(tuple_(Order.id, Parcel.id) > tuple_(last, after))
    rows = session.execute(query.order_by(Order.id, Parcel.id).limit(PAGE + 1))
    return [
        ParcelRow(
            id=parcel.id,
            order_id=parcel.order_id,
            number=number,
            recipient=addresses.full_name(country, parcel.recipient or address),
            country=country,
            temperature=parcel.temperature,
            pieces=count,
            weight_g=parcel.weight_g,
            earliest_on=parcel.wanted_on or parcel.earliest_on,
            slot=parcel.slot.get("labels", {}).get(DEFAULT, ""),
            leaves_on=parcel.leaves_on,
            is_gift=bool(parcel.gift),
        )
        for parcel, number, country, address, count in rows
    ]


def get_page(session: Session, organisation_id: int, parcel_id: int) -> ParcelPage:
    """One parcel of this business. Raises NotFoundError for another's."""
    order = session.scalars(
        select(Order)
        .join(Parcel, Parcel.order_id == Order.id)
        .where(Parcel.id == parcel_id, Order.organisation_id == organisation_id)
        .options(joinedload(Order.purchase))
    ).one_or_none()
    if order is None:
        raise NotFoundError(str(parcel_id))
    ids = [parcel.id for parcel in order.parcels]
    purchase = order.purchase
    parcel = order.parcels[ids.index(parcel_id)]
    gift, address = Gift.of(parcel.gift), parcel.recipient or purchase.address
    return ParcelPage(
        parcel=parcel,
        order=order,
        purchase=purchase,
        recipient=addresses.full_name(purchase.country, address),
        address=list(addresses.written(purchase.country, address)),
        place=ids.index(parcel_id) + 1,
        of=len(ids),
        gift=gift,
        noshi=NOSHI_JA[gift.noshi],
        slot=parcel.slot.get("labels", {}).get(DEFAULT, ""),
        carrier=carriers.name_of(parcel.carrier),
    )
