"""What a quote says: goods, reductions, parcels, tax and totals, per business and together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from core.errors import DomainError
from core.text import LazyText
from shop.catalogue.models import TaxClass, Temperature
from shop.delivery.gifts import NO_GIFT, Gift
from shop.delivery.models import TimeSlot
from shop.delivery.service import Carriage
from shop.pricing.ports import Adjustment, Refusal
from shop.pricing.tax import TaxAmount


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A line of a cart; `seen_price` is what the buyer saw when putting it in."""

    variant_id: int
    quantity: int
    seen_price: int | None = None


@dataclass(frozen=True, kw_only=True)
class Recipient:
    """Somebody else in the same country who gets a part: how many of which variant, and how."""

    key: str
    address: Mapping[str, str]
    quantities: Mapping[int, int]
    gift: Gift = NO_GIFT


@dataclass(frozen=True, kw_only=True)
class Wish:
    """The day and the time of day that a buyer asks for; none is as soon as possible."""

    day: date | None = None
    slot: str = ""


@dataclass(frozen=True, kw_only=True)
class QuoteRequest:
    """What is asked: goods, destination, buyer, and the figures the buyer has seen so far.

    What `recipients` do not get goes to the buyer's own place, with `gift`. `wishes` are of
    groups of parcels that come together.
    """

    items: tuple[Wanted, ...]
    locale: str
    country: str
    region: str = ""
    city: str = ""
    codes: tuple[str, ...] = ()
    user_id: int | None = None
    email: str = ""
    recipients: tuple[Recipient, ...] = ()
    gift: Gift = NO_GIFT
    wishes: Mapping[str, Wish] = field(default_factory=dict[str, Wish])
    seen: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Every figure that was shown last, as `Seen` writes it down."""
    seen_total: int | None = None


@dataclass(frozen=True, kw_only=True)
class QuoteLine:
    """One line with what it costs; `discount` is what it bears of all reductions."""

    variant_id: int
    product_id: int
    organisation_id: int
    category_id: int
    slug: str
    sku: str
    names: Mapping[str, str]
    variant_labels: Mapping[str, Any]
    label: Mapping[str, Any]
    quantity: int
    unit_price: int
    discount: int
    tax_class: TaxClass
    tax_rate_percent: int
    temperature: Temperature
    net_weight_g: int
    shipping_weight_g: int
    least_weight_g: int | None = None
    """Of one piece, where it is cut to order: the price is then the most it may cost."""
    supplied_on: date | None = None
    """When it leaves: the day whose tax rate counts."""
    free: int = 0
    """How many of it can be had."""
    condition: LazyText | None = None
    """What sending it to this country depends on, when anything."""

    @property
    def line_total(self) -> int:
        return self.unit_price * self.quantity

    @property
    def paid(self) -> int:
        return self.line_total - self.discount


@dataclass(frozen=True, kw_only=True)
class QuoteParcel:
    """One box: contents are (variant, quantity) pairs.

    Boxes with one `group` go to one recipient together; `recipient` is empty for the buyer.
    `days` and `slots` may be chosen; `wish` is what the buyer asked for, as far as it can be.
    """

    temperature: Temperature
    contents: tuple[tuple[int, int], ...]
    weight_g: int
    carriage: Carriage
    fee: int
    earliest_on: date | None
    latest_on: date | None
    group: str = ""
    recipient: str = ""
    size_cm: int | None = None
    service: str = ""
    carrier: str = ""
    leaves_on: date | None = None
    days: tuple[date, ...] = ()
    slots: tuple[TimeSlot, ...] = ()
    wish: Wish = Wish()
    gift: Gift = NO_GIFT
    wrapping: int = 0
    is_wrapping_offered: bool = False
    is_noshi_offered: bool = False
    is_remote: bool = False

    @property
    def arrives_by(self) -> date | None:
        """The last day on which it may arrive: the chosen one, or the latest that is likely."""
        return self.wish.day or self.latest_on

    room_g: int | None = None
    """How much more goes in at the same fee, where the weight alone decides."""


@dataclass(frozen=True, kw_only=True)
class QuoteReduction:
    """What one adjustment takes off, in yen, from one business's order."""

    adjustment: Adjustment
    amount: int


@dataclass(frozen=True, kw_only=True)
class VendorQuote:
    """One business's part: total = goods + delivery + wrapping - discount."""

    organisation_id: int
    names: Mapping[str, str]
    slug: str
    lines: tuple[QuoteLine, ...]
    parcels: tuple[QuoteParcel, ...]
    reductions: tuple[QuoteReduction, ...]
    taxes: tuple[TaxAmount, ...]

    @property
    def goods_total(self) -> int:
        return sum(line.line_total for line in self.lines)

    @property
    def delivery_total(self) -> int:
        return sum(parcel.fee for parcel in self.parcels)

    @property
    def wrapping_total(self) -> int:
        return sum(parcel.wrapping for parcel in self.parcels)

    @property
    def discount_total(self) -> int:
        return sum(reduction.amount for reduction in self.reductions)

    @property
    def total(self) -> int:
        extra = self.delivery_total + self.wrapping_total
        return self.goods_total + extra - self.discount_total


class ChangeKind(StrEnum):
    PRICE = "price"
    TAX = "tax"
    STOCK = "stock"
    FEE = "fee"
    TOTAL = "total"


@dataclass(frozen=True, kw_only=True)
class Change:
    """A figure that is another one than the buyer saw."""

    kind: ChangeKind
    before: int
    after: int
    variant_id: int | None = None
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Why this cannot be bought as it is: of a line, a business or a group of parcels."""

    reason: DomainError
    variant_id: int | None = None
    organisation_id: int | None = None
    group: str = ""


@dataclass(frozen=True, kw_only=True)
class Quote:
    """What the whole costs. It may be paid when there is no problem and every fee is known."""

    country: str
    region: str
    vendors: tuple[VendorQuote, ...]
    refusals: tuple[Refusal, ...]
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]

    @property
    def lines(self) -> tuple[QuoteLine, ...]:
        return tuple(line for vendor in self.vendors for line in vendor.lines)

    @property
    def goods_total(self) -> int:
        return sum(vendor.goods_total for vendor in self.vendors)

    @property
    def delivery_total(self) -> int:
        return sum(vendor.delivery_total for vendor in self.vendors)

    @property
    def wrapping_total(self) -> int:
        return sum(vendor.wrapping_total for vendor in self.vendors)

    @property
    def discount_total(self) -> int:
        return sum(vendor.discount_total for vendor in self.vendors)

    @property
    def total(self) -> int:
        return sum(vendor.total for vendor in self.vendors)

    @property
    def taxes(self) -> tuple[TaxAmount, ...]:
        """Per rate over all businesses: each rounds its own, so this only adds up."""
        sums: dict[tuple[int, str], tuple[int, int]] = {}
        for vendor in self.vendors:
            for each in vendor.taxes:
                amount, tax = sums.get((each.rate_percent, each.reason), (0, 0))
                key = (each.rate_percent, each.reason)
                sums[key] = (amount + each.amount, tax + each.tax)
        return tuple(
            TaxAmount(rate_percent=rate, amount=amount, tax=tax, reason=reason)
            for (rate, reason), (amount, tax) in sorted(sums.items(), reverse=True)
        )

    @property
    def goods_paid(self) -> int:
        """What the goods cost with what was taken off them, before delivery."""
        return sum(line.paid for line in self.lines)

    @property
    def is_maximum(self) -> bool:
        """Whether something is cut to order: the total is then the most it may cost."""
        return any(line.least_weight_g is not None for line in self.lines)

    @property
    def has_alcohol(self) -> bool:
        return any(line.tax_class is TaxClass.ALCOHOL for line in self.lines)

    @property
    def is_delivery_known(self) -> bool:
        return all(
            parcel.carriage is Carriage.PRICED
            for vendor in self.vendors
            for parcel in vendor.parcels
        )

    @property
    def is_payable(self) -> bool:
        return bool(self.vendors) and not self.problems and self.is_delivery_known

    @property
    def reductions(self) -> tuple[QuoteReduction, ...]:
        """Each adjustment once, with what it takes off altogether."""
        sums: dict[tuple[str, str], QuoteReduction] = {}
        for vendor in self.vendors:
            for each in vendor.reductions:
                key = (each.adjustment.source, each.adjustment.reference)
                earlier = sums[key].amount if key in sums else 0
                sums[key] = QuoteReduction(adjustment=each.adjustment, amount=earlier + each.amount)
        return tuple(sums.values())
