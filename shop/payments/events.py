"""What happens to money, for packages above."""

from dataclasses import dataclass
from typing import ClassVar

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class PaymentSucceeded(Event):
    """A payment came in whole; the purchase is paid by it, or it is paid back."""

    name: ClassVar[str] = "shop.payment_succeeded"
    payment_id: int
    purchase_id: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class PaymentMismatched(Event):
    """Another amount or currency came in than was asked; staff must look at it."""

    name: ClassVar[str] = "shop.payment_mismatched"
    payment_id: int
    purchase_id: int


@dataclass(frozen=True, kw_only=True)
class RefundIntended(Event):
    """Money is to go back to the buyer; a job sends it."""

    name: ClassVar[str] = "shop.refund_intended"
    refund_id: int
    payment_id: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class RefundSucceeded(Event):
    """The money is back with the buyer, or on its way there for good."""

    name: ClassVar[str] = "shop.refund_succeeded"
    refund_id: int
    payment_id: int
    amount: int
