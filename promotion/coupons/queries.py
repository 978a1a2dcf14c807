"""Reading coupons for screens."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.dates import tokyo_day
from i18n.translated import Shown, shown
from promotion.coupons.models import Coupon, CouponKind, CouponUse


@dataclass(frozen=True)
class CouponRow:
    """A coupon with what it has given so far."""

    id: int
    code: str
    kind: CouponKind
    value: int
    label: Shown
    first_on: date
    last_on: date
    used: int
    limit_total: int | None
    given_yen: int
    is_running: bool


def list_coupons(
    session: Session, *, organisation_id: int | None, locale: str, now: datetime
) -> list[CouponRow]:
    """The coupons of a business, or of the city, newest first; at most 200."""
    given = (
        select(CouponUse.coupon_id, func.sum(CouponUse.amount).label("yen"))
        .where(CouponUse.given_back_at.is_(None))
        .group_by(CouponUse.coupon_id)
        .subquery()
    )
    rows = session.execute(
        select(Coupon, func.coalesce(given.c.yen, 0))
        .outerjoin(given, given.c.coupon_id == Coupon.id)
        .where(Coupon.organisation_id == organisation_id)
        .order_by(Coupon.id.desc())
        .limit(200)
    )
    return [
        CouponRow(
            id=coupon.id,
            code=coupon.code,
            kind=coupon.kind,
            value=coupon.value,
            label=shown({str(k): str(v) for k, v in coupon.labels.items()}, locale),
            first_on=tokyo_day(coupon.starts_at),
            last_on=tokyo_day(coupon.ends_at - timedelta(seconds=1)),
            used=coupon.used,
            limit_total=coupon.limit_total,
            given_yen=int(yen),
            is_running=coupon.stopped_at is None and coupon.starts_at <= now < coupon.ends_at,
        )
        for coupon, yen in rows
    ]
