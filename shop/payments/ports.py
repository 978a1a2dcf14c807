"""How money is taken: the question that Stripe, its simulator or a bank transfer answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


@dataclass(frozen=True, kw_only=True)
class Item:
    """A line of the hosted page, in integer yen."""

    name: str
    unit_amount: int
    quantity: int = 1


@dataclass(frozen=True, kw_only=True)
class SessionRequest:
    """Everything a payment is begun with; the same key always carries the same values."""

    key: str
    purchase_number: str
    payment_id: int
    amount: int
    items: Sequence[Item]
    locale: str
    country: str
    email: str
    success_url: str
    cancel_url: str
    expires_at: datetime
    created_at: datetime
    is_maximum: bool = False
    """Set the amount aside only; what is taken of it is known when the goods are weighed."""


@dataclass(frozen=True, kw_only=True)
class Started:
    """Where the buyer goes to pay; without an address the money comes another way until then."""

    session_id: str
    url: str = ""
    waits_until: datetime | None = None


class SessionState(StrEnum):
    """What the provider says of a session, reduced to what we act on."""

    OPEN = "open"
    PENDING = "pending"
    AUTHORISED = "authorised"
    """The amount is set aside and not taken yet."""
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"


@dataclass(frozen=True, kw_only=True)
class Observed:
    """A session as the provider tells it now."""

    session_id: str
    state: SessionState
    amount: int
    currency: str
    intent_id: str | None = None
    charge_id: str | None = None
    method: str | None = None
    failure: str | None = None
    pays_until: datetime | None = None
    """Until when a pending payment can still be made, where the provider says it."""
    instructions_url: str = ""
    """Where the provider shows how to make a pending payment."""


@dataclass(frozen=True, kw_only=True)
class RefundRequest:
    """Money to give back, with its frozen key."""

    key: str
    intent_id: str
    amount: int
    reason: str
    email: str


@dataclass(frozen=True, kw_only=True)
class RefundAnswer:
    """The provider's refund and whether it is through."""

    refund_id: str
    is_through: bool
    is_failed: bool = False


class GatewayError(Exception):
    """The provider cannot be asked now; ask again later with the same key."""


class GatewayRefusedError(Exception):
    """The provider said no; asking again the same way will not help."""


class ForgedEventError(Exception):
    """An event that the provider did not sign, or not now."""


class PaymentGateway(Protocol):
    """Takes a purchase's money. Every call goes over the network: never inside a transaction."""

    @property
    def name(self) -> str:
        """What is written with the payment: stripe, simulator or manual."""
        ...

    @property
    def is_simulated(self) -> bool:
        """Whether no real money moves."""
        ...

    def start(self, request: SessionRequest) -> Started:
        """Open the hosted page, or say how else the money comes."""
        ...

    @property
    def can_authorise(self) -> bool:
        """Whether an amount can be set aside and taken later."""
        ...

    def capture(self, intent_id: str, amount: int, *, key: str) -> None:
        """Take so much of what was set aside; the rest is let go. Twice is once."""
        ...

    def release(self, intent_id: str, *, key: str) -> None:
        """Let go of what was set aside; silent when there is nothing any more."""
        ...

    def look_up(self, session_id: str) -> Observed:
        """What the provider says of a session now."""
        ...

    def close(self, session_id: str) -> None:
        """End an open session, so that nobody pays for what is over; silent when it is closed."""
        ...

    def refund(self, request: RefundRequest) -> RefundAnswer:
        """Give money back."""
        ...

    def look_up_refund(self, refund_id: str) -> RefundAnswer:
        """How far a refund is."""
        ...

    def verify(self, body: bytes, signature: str, now: datetime) -> Mapping[str, Any]:
        """The event in a webhook's raw bytes. Raises ForgedEventError."""
        ...
