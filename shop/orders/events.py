"""What happens to purchases, orders and parcels, for packages above."""

from dataclasses import dataclass
from typing import ClassVar

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class PurchasePlaced(Event):
    """A buyer ordered; goods are set aside, nothing has been paid yet."""

    name: ClassVar[str] = "shop.purchase_placed"
    purchase_id: int


@dataclass(frozen=True, kw_only=True)
class PurchasePaid(Event):
    """The whole amount of a purchase has been received."""

    name: ClassVar[str] = "shop.purchase_paid"
    purchase_id: int


@dataclass(frozen=True, kw_only=True)
class PurchaseExpired(Event):
    """Nobody paid in time; the goods are free again."""

    name: ClassVar[str] = "shop.purchase_expired"
    purchase_id: int


@dataclass(frozen=True, kw_only=True)
class OrderPlaced(Event):
    """A business's part of a purchase was placed; it is not to be packed before it is paid."""

    name: ClassVar[str] = "shop.order_placed"
    order_id: int
    purchase_id: int
    organisation_id: int


@dataclass(frozen=True, kw_only=True)
class OrderPaid(Event):
    """The full amount has been received; money is owed to the vendor from here on."""

    name: ClassVar[str] = "shop.order_paid"
    order_id: int
    purchase_id: int
    organisation_id: int


@dataclass(frozen=True, kw_only=True)
class PurchaseWeighed(Event):
    """All that was cut to order is weighed: the purchase's total is final and may be taken."""

    name: ClassVar[str] = "shop.purchase_weighed"
    purchase_id: int


@dataclass(frozen=True, kw_only=True)
class OrderCancelled(Event):
    """The order will not be sent; if it was paid, its total goes back to the buyer."""

    name: ClassVar[str] = "shop.order_cancelled"
    order_id: int
    purchase_id: int
    organisation_id: int
    was_paid: bool
    amount: int


@dataclass(frozen=True, kw_only=True)
class ParcelShipped(Event):
    """A parcel was handed to its carrier; its goods are no longer on hand."""

    name: ClassVar[str] = "shop.parcel_shipped"
    parcel_id: int
    order_id: int
    organisation_id: int


@dataclass(frozen=True, kw_only=True)
class OrderShipped(Event):
    """Every parcel of the order was handed over."""

    name: ClassVar[str] = "shop.order_shipped"
    order_id: int
    purchase_id: int
    organisation_id: int


@dataclass(frozen=True, kw_only=True)
class ParcelGivenBack(Event):
    """A parcel did not arrive, and this much of what it cost goes back to the buyer."""

    name: ClassVar[str] = "shop.parcel_given_back"
    order_id: int
    purchase_id: int
    organisation_id: int
    parcel_id: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class OrderDelivered(Event):
    """Every parcel of the order reached the buyer; the vendor's earnings come due."""

    name: ClassVar[str] = "shop.order_delivered"
    order_id: int
    purchase_id: int
    organisation_id: int
