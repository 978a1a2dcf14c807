"""Handing parcels over."""

from sqlalchemy import select

from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from shop.delivery.carriers import BY_KEY
from shop.orders import service as orders
from shop.orders.models import Order, Parcel
from vendors.desk import organisation_of
from vendors.fulfilment import tracking
from vendors.orders.models import OrderConfirmation


def ship(uow: UnitOfWork, parcel_id: int, *, carrier: str, tracking_number: str) -> Parcel:
    """Say that a parcel has left: its number is checked, and sending confirms the order too."""
    own = organisation_of(uow)
    order = uow.session.execute(
        select(Order.id, Order.organisation_id)
        .join(Parcel, Parcel.order_id == Order.id)
        .where(Parcel.id == parcel_id)
    ).one_or_none()
    if order is None or order.organisation_id != own:
        raise NotFoundError(str(parcel_id))
    if carrier not in BY_KEY:
        raise DomainError("unknown_carrier", "Choose a carrier.", field="carrier")
    number = tracking.check(carrier, tracking_number)
    parcel = orders.ship(
        uow, parcel_id, carrier=carrier, tracking_number=number, organisation_id=own
    )
    if uow.session.get(OrderConfirmation, order.id) is None:
        uow.session.add(
            OrderConfirmation(order_id=order.id, confirmed_at=uow.now, user_id=uow.actor.user_id)
        )
    return parcel
