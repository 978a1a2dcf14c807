"""Making and stopping coupons."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from core.audit import service as audit
from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from promotion.coupons.models import Coupon, CouponBearer, CouponKind

CODE: Final = re.compile(r"^[A-Z0-9-]{4,30}$")


@dataclass(frozen=True, kw_only=True)
class CouponTerms:
    """What a coupon promises: `value` is per cent for `percent`, otherwise yen."""

    code: str
    kind: CouponKind
    value: int
    starts_at: datetime
    ends_at: datetime
    labels: dict[str, str]
    minimum: int = 0
    limit_total: int | None = None
    limit_per_buyer: int | None = None
    countries: tuple[str, ...] = ()


def create(uow: UnitOfWork, terms: CouponTerms, *, organisation_id: int | None) -> Coupon:
    """Make a coupon of a business, or of the city (`organisation_id` None) for all businesses.

    Who gives it bears it. Raises DomainError for a code that is taken or malformed, a per cent
    above 100, or an end before the start.
    """
    _check(uow, terms)
    coupon = Coupon(
        code=terms.code,
        kind=terms.kind,
        value=terms.value,
        borne_by=CouponBearer.CITY if organisation_id is None else CouponBearer.VENDOR,
        starts_at=terms.starts_at,
        ends_at=terms.ends_at,
        created_at=uow.now,
        labels=dict(terms.labels),
        organisation_id=organisation_id,
        minimum=terms.minimum,
        limit_total=terms.limit_total,
        limit_per_buyer=terms.limit_per_buyer,
        countries=list(terms.countries),
    )
    uow.session.add(coupon)
    uow.session.flush()  # the trail names the coupon by its key
    after = {"code": coupon.code, "kind": coupon.kind.value, "value": coupon.value}
    audit.record(uow, "promotion:coupon:create", ("coupon", coupon.id), after=after)
    return coupon


def _check(uow: UnitOfWork, terms: CouponTerms) -> None:
    if not CODE.match(terms.code):
        raise DomainError(
            "coupon_code",
            "A code has 4 to 30 capital letters, digits or hyphens.",
            field="code",
        )
    if uow.session.scalar(select(Coupon.id).where(Coupon.code == terms.code)) is not None:
        raise DomainError("coupon_taken", "This code is in use already.", field="code")
    if terms.kind is CouponKind.PERCENT and terms.value > 100:
        raise DomainError(
            "coupon_percent", "More than 100 per cent cannot be taken off.", field="value"
        )
    if terms.ends_at <= terms.starts_at:
        raise DomainError("coupon_dates", "The last day lies before the first.", field="ends_on")


def stop(uow: UnitOfWork, coupon_id: int, *, organisation_id: int | None) -> None:
    """End a coupon now; purchases that used it keep it. Raises NotFoundError for a foreign one."""
    coupon = uow.session.get(Coupon, coupon_id)
    if coupon is None or coupon.organisation_id != organisation_id:
        raise NotFoundError
    if coupon.stopped_at is None:
        coupon.stopped_at = uow.now
        audit.record(uow, "promotion:coupon:stop", ("coupon", coupon.id), after={"stopped": True})
