"""Coupons' answer to what changes a price."""

import hashlib
from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, or_, select, update

from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from promotion.coupons import rules
from promotion.coupons.models import Coupon, CouponKind, CouponUse
from shop.orders.facts import buyer_of
from shop.pricing.ports import (
    Adjustment,
    BorneBy,
    Granted,
    PriceRequest,
    Proposal,
    Refusal,
    Target,
)

SOURCE: Final = "promotion.coupons"


def digest_of(email: str) -> str:
    """A buyer as coupons count them: a digest of the address, never the address."""
    return hashlib.sha256(email.strip().lower().encode()).hexdigest()


class CouponAdjuster:
    """Registered with `shop.pricing.ports.adjusters`; equal to any other of its kind."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CouponAdjuster)

    def __hash__(self) -> int:
        return hash(SOURCE)

    def propose(self, uow: UnitOfWork, request: PriceRequest) -> Proposal:
        """One adjustment per typed code that counts; a refusal with its reason for the others.

        One code is taken at a time: with several, the first that counts wins, in typing order.
        """
        if not request.codes:
            return Proposal()
        found = {
            coupon.code: coupon
            for coupon in uow.session.scalars(select(Coupon).where(Coupon.code.in_(request.codes)))
        }
        adjustments: list[Adjustment] = []
        refusals: list[Refusal] = []
        for code in request.codes:
            coupon = found.get(code)
            if coupon is None:
                continue
            error = _refusal(uow, coupon, request, has_other=bool(adjustments))
            if error is None:
                adjustments.append(_adjustment(coupon, request))
            else:
                refusals.append(Refusal(code=code, reason=error))
        return Proposal(adjustments=tuple(adjustments), refusals=tuple(refusals))

    def redeem(self, uow: UnitOfWork, purchase_id: int, granted: Sequence[Granted]) -> None:
        """Use coupons up. Raises DomainError `coupon_exhausted` when another buyer was faster."""
        mine = [one for one in granted if one.adjustment.source == SOURCE]
        if not mine:
            return
        buyer = digest_of(buyer_of(uow.session, purchase_id))
        for one in mine:
            amount = sum(one.by_order.values())
            coupon = _take(uow, int(one.adjustment.reference), one.adjustment.code)
            _check_buyer(uow, coupon, buyer)
            uow.session.add(
                CouponUse(
                    coupon_id=coupon.id,
                    purchase_id=purchase_id,
                    buyer=buyer,
                    amount=amount,
                    at=uow.now,
                )
            )

    def give_back(self, uow: UnitOfWork, purchase_id: int) -> None:
        """Free the uses of a purchase that ended unpaid; once."""
        ids = uow.session.scalars(
            update(CouponUse)
            .where(CouponUse.purchase_id == purchase_id, CouponUse.given_back_at.is_(None))
            .values(given_back_at=uow.now)
            .returning(CouponUse.coupon_id)
            .execution_options(synchronize_session=False)
        ).all()
        if ids:
            uow.session.execute(
                update(Coupon)
                .where(Coupon.id.in_(ids))
                .values(used=Coupon.used - 1)
                .execution_options(synchronize_session=False)
            )


def _refusal(
    uow: UnitOfWork, coupon: Coupon, request: PriceRequest, *, has_other: bool
) -> DomainError | None:
    if has_other:
        return DomainError(
            "coupon_one",
            "Only one coupon counts per purchase; %(code)s was left out.",
            code=coupon.code,
        )
    if request.email and (error := _buyer_refusal(uow, coupon, digest_of(request.email))):
        return error
    return rules.refusal(coupon, request, uow.now)


def _adjustment(coupon: Coupon, request: PriceRequest) -> Adjustment:
    total = rules.eligible_total(coupon, request)
    amounts = {
        CouponKind.PERCENT: total * coupon.value // 100,
        CouponKind.AMOUNT: min(coupon.value, total),
        CouponKind.DELIVERY: coupon.value,
    }
    is_delivery = coupon.kind is CouponKind.DELIVERY
    own = coupon.organisation_id
    return Adjustment(
        source=SOURCE,
        reference=str(coupon.id),
        labels={str(code): str(label) for code, label in coupon.labels.items()},
        amount=amounts[coupon.kind],
        borne_by=BorneBy(coupon.borne_by.value),
        code=coupon.code,
        target=Target.DELIVERY if is_delivery else Target.GOODS,
        organisation_ids=frozenset() if own is None else frozenset({own}),
    )


def _take(uow: UnitOfWork, coupon_id: int, code: str) -> Coupon:
    """Count one use, if one is left: the database decides between two buyers."""
    coupon = uow.session.scalars(
        update(Coupon)
        .where(
            Coupon.id == coupon_id,
            Coupon.stopped_at.is_(None),
            or_(Coupon.limit_total.is_(None), Coupon.used < Coupon.limit_total),
        )
        .values(used=Coupon.used + 1)
        .returning(Coupon)
        .execution_options(synchronize_session=False, populate_existing=True)
    ).one_or_none()
    if coupon is None:
        raise DomainError("coupon_exhausted", "The coupon %(code)s has been used up.", code=code)
    return coupon


def _check_buyer(uow: UnitOfWork, coupon: Coupon, buyer: str) -> None:
    if error := _buyer_refusal(uow, coupon, buyer):
        raise error


def _buyer_refusal(uow: UnitOfWork, coupon: Coupon, buyer: str) -> DomainError | None:
    if coupon.limit_per_buyer is None:
        return None
    uses = uow.session.scalar(
        select(func.count()).where(
            CouponUse.coupon_id == coupon.id,
            CouponUse.buyer == buyer,
            CouponUse.given_back_at.is_(None),
        )
    )
    if (uses or 0) < coupon.limit_per_buyer:
        return None
    return DomainError(
        "coupon_buyer", "You have used the coupon %(code)s already.", code=coupon.code
    )
