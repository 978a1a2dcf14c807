"""The lives of a purchase, an order and a parcel."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from core.errors import DomainError


class PurchaseState(StrEnum):
    PLACED = "placed"
    PENDING = "pending"
    AUTHORISED = "authorised"
    """The amount is set aside; what is taken of it is known when the goods are weighed."""
    PAID = "paid"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class OrderState(StrEnum):
    PLACED = "placed"
    AUTHORISED = "authorised"
    PAID = "paid"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class ParcelState(StrEnum):
    PACKING = "packing"
    SHIPPED = "shipped"
    FAILED = "failed"
    """It could not be handed over; the carrier still has it."""
    REFUSED = "refused"
    RETURNED = "returned"
    """It is with the business again."""
    LOST = "lost"
    DELIVERED = "delivered"
    GIVEN_BACK = "given_back"
    """It did not arrive and is paid back: its way ends here."""


PURCHASE_TRANSITIONS: Final[Mapping[PurchaseState, frozenset[PurchaseState]]] = {
    PurchaseState.PLACED: frozenset(
        {
            PurchaseState.PENDING,
            PurchaseState.AUTHORISED,
            PurchaseState.PAID,
            PurchaseState.EXPIRED,
            PurchaseState.CANCELLED,
        }
    ),
    PurchaseState.AUTHORISED: frozenset(
        {
            PurchaseState.PLACED,
            PurchaseState.PAID,
            PurchaseState.EXPIRED,
            PurchaseState.CANCELLED,
        }
    ),
    PurchaseState.PENDING: frozenset(
        {PurchaseState.PAID, PurchaseState.EXPIRED, PurchaseState.CANCELLED}
    ),
    PurchaseState.PAID: frozenset({PurchaseState.CANCELLED}),
    PurchaseState.EXPIRED: frozenset({PurchaseState.PAID}),  # paid late, goods still there
    PurchaseState.CANCELLED: frozenset(),
}
ORDER_TRANSITIONS: Final[Mapping[OrderState, frozenset[OrderState]]] = {
    OrderState.PLACED: frozenset(
        {OrderState.AUTHORISED, OrderState.PAID, OrderState.EXPIRED, OrderState.CANCELLED}
    ),
    OrderState.AUTHORISED: frozenset(
        {OrderState.PLACED, OrderState.PAID, OrderState.EXPIRED, OrderState.CANCELLED}
    ),
    OrderState.EXPIRED: frozenset({OrderState.PAID}),
    OrderState.PAID: frozenset({OrderState.SHIPPED, OrderState.CANCELLED}),
    OrderState.SHIPPED: frozenset({OrderState.DELIVERED}),
    OrderState.DELIVERED: frozenset(),
    OrderState.CANCELLED: frozenset(),
}

PARCEL_TRANSITIONS: Final[Mapping[ParcelState, frozenset[ParcelState]]] = {
    ParcelState.PACKING: frozenset({ParcelState.SHIPPED}),
    ParcelState.SHIPPED: frozenset(
        {
            ParcelState.DELIVERED,
            ParcelState.FAILED,
            ParcelState.REFUSED,
            ParcelState.LOST,
            ParcelState.RETURNED,
        }
    ),
    ParcelState.FAILED: frozenset(
        {ParcelState.DELIVERED, ParcelState.REFUSED, ParcelState.LOST, ParcelState.RETURNED}
    ),
    ParcelState.REFUSED: frozenset({ParcelState.LOST, ParcelState.RETURNED}),
    ParcelState.LOST: frozenset({ParcelState.DELIVERED, ParcelState.RETURNED}),
    ParcelState.RETURNED: frozenset(),
    ParcelState.DELIVERED: frozenset(),
    ParcelState.GIVEN_BACK: frozenset(),
}


def check_purchase(current: PurchaseState, target: PurchaseState) -> bool:
    """True when the move is due, False when it was made already; an impossible one raises."""
    if current is target:
        return False
    if target not in PURCHASE_TRANSITIONS[current]:
        raise DomainError("impossible_move", "This purchase can no longer be changed like this.")
    return True


def check_order(current: OrderState, target: OrderState) -> bool:
    """True when the move is due, False when it was made already; an impossible one raises."""
    if current is target:
        return False
    if target not in ORDER_TRANSITIONS[current]:
        raise DomainError("impossible_move", "This order can no longer be changed like this.")
    return True


def check_parcel(current: ParcelState, target: ParcelState) -> bool:
    """True when the move is due, False when it was made already; an impossible one raises."""
    if current is target:
        return False
    if target not in PARCEL_TRANSITIONS[current]:
        raise DomainError("impossible_move", "This parcel can no longer be changed like this.")
    return True
