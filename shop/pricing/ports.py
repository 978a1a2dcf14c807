"""The question pricing asks upward: what else changes this price?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.errors import DomainError
from core.registry import Registry
from core.unit_of_work import UnitOfWork


class BorneBy(StrEnum):
    """Who pays for a reduction."""

    VENDOR = "vendor"
    CITY = "city"


class Target(StrEnum):
    """What a reduction is taken from."""

    GOODS = "goods"
    DELIVERY = "delivery"


@dataclass(frozen=True, kw_only=True)
class RequestedLine:
    """One line whose price is asked: prices are tax-included yen."""

    variant_id: int
    product_id: int
    organisation_id: int
    category_id: int
    quantity: int
    unit_price: int

    @property
    def line_total(self) -> int:
        return self.unit_price * self.quantity


@dataclass(frozen=True, kw_only=True)
class PriceRequest:
    """What is to be bought, where it goes and by whom, as far as that is known."""

    lines: tuple[RequestedLine, ...]
    locale: str
    country: str
    codes: tuple[str, ...] = ()
    """What the buyer typed into the coupon field, in capitals."""
    user_id: int | None = None
    email: str = ""
    """Empty until the buyer has said it; a first-order rule may then still say no later."""

    @property
    def goods_total(self) -> int:
        return sum(line.line_total for line in self.lines)


@dataclass(frozen=True, kw_only=True)
class Adjustment:
    """A reduction: `amount` is positive yen taken off; pricing caps it and spreads it over lines.

    `variant_ids` names the lines it counts for; empty means all lines of `organisation_ids`,
    and when that is empty too, all lines.
    """

    source: str
    """Who gives it, such as `promotion.coupons`."""
    reference: str
    """Which one of the source's, for `redeem`, such as the coupon's key."""
    labels: Mapping[str, str]
    """What the buyer reads, by written form."""
    amount: int
    borne_by: BorneBy
    code: str = ""
    target: Target = Target.GOODS
    variant_ids: frozenset[int] = frozenset()
    organisation_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A code that was typed and does not count here, with the reason for the buyer."""

    code: str
    reason: DomainError


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What one adjuster answers; codes it does not know it leaves unmentioned."""

    adjustments: tuple[Adjustment, ...] = ()
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Granted:
    """An adjustment of a placed purchase: what each order really received of it, in yen."""

    adjustment: Adjustment
    by_order: Mapping[int, int]
    """Order id → yen."""


class PriceAdjuster(Protocol):
    """Answers what changes a price; the registry `adjusters` holds the answers of packages above."""

    def propose(self, uow: UnitOfWork, request: PriceRequest) -> Proposal:
        """Say what would be taken off; reads only, so cart, checkout and order agree."""
        ...

    def redeem(self, uow: UnitOfWork, purchase_id: int, granted: Sequence[Granted]) -> None:
        """Use it up, inside the transaction that places the purchase.

        `granted` may hold other adjusters' too: look at `source`. Raises DomainError when it
        was used up in the meantime.
        """
        ...

    def give_back(self, uow: UnitOfWork, purchase_id: int) -> None:
        """Undo `redeem` of a purchase that ended unpaid; doing it twice changes nothing."""
        ...


adjusters: Registry[PriceAdjuster] = Registry("shop.pricing.adjusters")
