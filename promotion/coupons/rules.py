"""When a coupon counts: one small function a rule, each with its sentence for the buyer."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from core.errors import DomainError
from promotion.coupons.models import Coupon
from shop.pricing.ports import PriceRequest, RequestedLine

Rule = Callable[[Coupon, PriceRequest, datetime], DomainError | None]


def eligible(coupon: Coupon, request: PriceRequest) -> list[RequestedLine]:
    """The lines a coupon counts for: a business's coupon touches only its own."""
    own = coupon.organisation_id
    return [line for line in request.lines if own is None or line.organisation_id == own]


def eligible_total(coupon: Coupon, request: PriceRequest) -> int:
    """Tax-included yen of those lines."""
    return sum(line.line_total for line in eligible(coupon, request))


def within_dates(coupon: Coupon, _request: PriceRequest, now: datetime) -> DomainError | None:
    if coupon.stopped_at is not None or now >= coupon.ends_at:
        return DomainError("coupon_ended", "The coupon %(code)s has ended.", code=coupon.code)
    if now < coupon.starts_at:
        return DomainError(
            "coupon_early", "The coupon %(code)s does not count yet.", code=coupon.code
        )
    return None


def not_exhausted(coupon: Coupon, _request: PriceRequest, _now: datetime) -> DomainError | None:
    if coupon.limit_total is not None and coupon.used >= coupon.limit_total:
        return DomainError(
            "coupon_exhausted", "The coupon %(code)s has been used up.", code=coupon.code
        )
    return None


def for_country(coupon: Coupon, request: PriceRequest, _now: datetime) -> DomainError | None:
    if coupon.countries and request.country not in coupon.countries:
        return DomainError(
            "coupon_country",
            "The coupon %(code)s does not count for deliveries to this country.",
            code=coupon.code,
        )
    return None


def touches_something(coupon: Coupon, request: PriceRequest, _now: datetime) -> DomainError | None:
    if not eligible(coupon, request):
        return DomainError(
            "coupon_business",
            "The coupon %(code)s is of a business whose goods are not in your cart.",
            code=coupon.code,
        )
    return None


def above_minimum(coupon: Coupon, request: PriceRequest, _now: datetime) -> DomainError | None:
    if eligible_total(coupon, request) < coupon.minimum:
        return DomainError(
            "coupon_minimum",
            "The coupon %(code)s counts from goods of %(minimum)s yen.",
            code=coupon.code,
            minimum=f"{coupon.minimum:,}",
        )
    return None


RULES: Final[tuple[Rule, ...]] = (
    within_dates,
    not_exhausted,
    for_country,
    touches_something,
    above_minimum,
)


def refusal(coupon: Coupon, request: PriceRequest, now: datetime) -> DomainError | None:
    """The first rule that says no; None when the coupon counts."""
    for rule in RULES:
        if error := rule(coupon, request, now):
            return error
    return None
