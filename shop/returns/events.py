"""What happens to requests about what arrived, for packages above."""

from dataclasses import dataclass
from typing import ClassVar

from core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReturnAsked(Event):
    """A buyer says that something is wrong with an order."""

    name: ClassVar[str] = "shop.return_asked"
    request_id: int
    order_id: int
    organisation_id: int


@dataclass(frozen=True, kw_only=True)
class ReturnAccepted(Event):
    """A request was accepted; `amount` yen go back, none when the goods are sent again."""

    name: ClassVar[str] = "shop.return_accepted"
    request_id: int
    order_id: int
    organisation_id: int
    amount: int


@dataclass(frozen=True, kw_only=True)
class ReturnRefused(Event):
    """A request was refused, by the business or, after it was disputed, by staff."""

    name: ClassVar[str] = "shop.return_refused"
    request_id: int
    order_id: int
    organisation_id: int
