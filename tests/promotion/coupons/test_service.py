"""Coupons reach the price through the shop's port, and lose races cleanly."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.errors import DomainError, NotFoundError
from core.unit_of_work import UnitOfWork
from promotion.coupons import service
from promotion.coupons.adjuster import SOURCE, CouponAdjuster, digest_of
from promotion.coupons.models import Coupon, CouponKind, CouponUse
from promotion.coupons.service import CouponTerms
from shop.orders.models import Purchase
from shop.orders.states import PurchaseState
from shop.pricing.ports import BorneBy, Granted, PriceRequest, RequestedLine, Target
from tests.factories import shop as shops


def coupon(uow: UnitOfWork, *, organisation_id: int | None = None, **terms: object) -> Coupon:
    given: dict = {
        "code": "YAIZU10",
        "kind": CouponKind.PERCENT,
        "value": 10,
        "starts_at": uow.now,
        "ends_at": uow.now + timedelta(days=7),
        "labels": {"ja": "冬の割引", "en": "Winter"},
    }
    return service.create(uow, CouponTerms(**{**given, **terms}), organisation_id=organisation_id)


def request(*lines: tuple[int, int], code: str = "YAIZU10", **more: object) -> PriceRequest:
    """Lines as (organisation, line price)."""
    return PriceRequest(
        lines=tuple(
            RequestedLine(
                variant_id=n,
                product_id=n,
                organisation_id=own,
                category_id=1,
                quantity=1,
                unit_price=price,
            )
            for n, (own, price) in enumerate(lines, start=1)
        ),
        locale="ja",
        codes=(code,),
        **{"country": "JP", **more},
    )


def purchase(uow: UnitOfWork, *, email: str = "buyer@example.org", number: str = "Y1") -> Purchase:
    made = Purchase(
        number=number, token=number, placement_key=number, state=PurchaseState.PLACED,
        placed_at=uow.now, expires_at=uow.now, locale="ja", email=email, country="JP", address={}, total=100,
    )  # fmt: skip
    uow.session.add(made)
    uow.session.flush()
    return made


def redeem(uow: UnitOfWork, asked: PriceRequest, made: Purchase) -> None:
    adjuster = CouponAdjuster()
    granted = [
        Granted(adjustment=a, by_order={1: a.amount})
        for a in adjuster.propose(uow, asked).adjustments
    ]
    assert granted
    adjuster.redeem(uow, made.id, granted)


def test_a_citys_percentage_counts_for_every_business_and_the_city_bears_it(
    uow: UnitOfWork,
) -> None:
    coupon(uow)
    [given] = CouponAdjuster().propose(uow, request((1, 1999), (2, 1000))).adjustments
    # 10 % of 2,999 yen is 299.9; fractions of a yen stay with who bears it.
    assert (given.amount, given.borne_by, given.organisation_ids) == (
        299,
        BorneBy.CITY,
        frozenset(),
    )
    assert (given.source, given.code, given.target) == (SOURCE, "YAIZU10", Target.GOODS)


def test_a_businesss_coupon_touches_only_its_own_lines(uow: UnitOfWork) -> None:
    own = shops.storefront(uow).organisation_id
    coupon(uow, organisation_id=own, kind=CouponKind.AMOUNT, value=5000)
    [given] = CouponAdjuster().propose(uow, request((own, 1200), (own + 1, 9000))).adjustments
    assert (given.amount, given.borne_by, given.organisation_ids) == (
        1200,
        BorneBy.VENDOR,
        frozenset({own}),
    )


@pytest.mark.parametrize(
    ("terms", "asked", "code"),
    [
        ({"starts_days": 1}, {}, "coupon_early"),
        ({"minimum": 2001}, {}, "coupon_minimum"),
        ({"countries": ("TW",)}, {}, "coupon_country"),
    ],
)
def test_a_coupon_that_does_not_count_says_why(
    uow: UnitOfWork, terms: dict, asked: dict, code: str
) -> None:
    if days := terms.pop("starts_days", 0):
        terms["starts_at"] = uow.now + timedelta(days=days)
    coupon(uow, **terms)
    proposal = CouponAdjuster().propose(uow, request((1, 2000), **asked))
    assert proposal.adjustments == ()
    assert [refusal.reason.code for refusal in proposal.refusals] == [code]


def test_a_stopped_coupon_has_ended(uow: UnitOfWork) -> None:
    made = coupon(uow)
    service.stop(uow, made.id, organisation_id=None)
    proposal = CouponAdjuster().propose(uow, request((1, 2000)))
    assert [refusal.reason.code for refusal in proposal.refusals] == ["coupon_ended"]


def test_an_unknown_code_is_left_to_other_adjusters(uow: UnitOfWork) -> None:
    assert CouponAdjuster().propose(uow, request((1, 2000), code="NOBODY")).refusals == ()


def test_the_last_use_is_given_once_and_comes_back_after_an_unpaid_purchase(
    uow: UnitOfWork,
) -> None:
    made = coupon(uow, limit_total=1)
    asked = request((1, 2000))
    late = CouponAdjuster().propose(uow, asked).adjustments
    first = purchase(uow)
    redeem(uow, asked, first)
    with pytest.raises(DomainError) as refusal:
        CouponAdjuster().redeem(uow, first.id, [Granted(adjustment=late[0], by_order={1: 200})])
    assert refusal.value.code == "coupon_exhausted"
    CouponAdjuster().give_back(uow, first.id)
    CouponAdjuster().give_back(uow, first.id)
    uow.session.refresh(made)
    assert made.used == 0
    redeem(uow, asked, purchase(uow, number="Y2"))


def test_a_limit_per_buyer_counts_by_a_digest_of_the_address(uow: UnitOfWork) -> None:
    coupon(uow, limit_per_buyer=1)
    asked = request((1, 2000))
    redeem(uow, asked, purchase(uow, email="Buyer@Example.org"))
    use = uow.session.scalars(select(CouponUse)).one()
    assert use.buyer == digest_of("buyer@example.org")
    again = CouponAdjuster().propose(uow, request((1, 2000), email=" buyer@example.ORG "))
    assert [refusal.reason.code for refusal in again.refusals] == ["coupon_buyer"]
    with pytest.raises(DomainError) as refusal:
        redeem(uow, asked, purchase(uow, email="buyer@example.org", number="Y2"))
    assert refusal.value.code == "coupon_buyer"


def test_codes_are_unique_and_well_formed(uow: UnitOfWork) -> None:
    coupon(uow)
    for terms, code in (
        ({}, "coupon_taken"),
        ({"code": "with space"}, "coupon_code"),
        ({"code": "MUCH", "value": 101}, "coupon_percent"),
        ({"code": "BACK", "ends_at": uow.now}, "coupon_dates"),
    ):
        with pytest.raises(DomainError) as refusal:
            coupon(uow, **terms)
        assert refusal.value.code == code


def test_another_businesss_coupon_cannot_be_stopped(uow: UnitOfWork) -> None:
    made = coupon(uow, organisation_id=shops.storefront(uow).organisation_id)
    with pytest.raises(NotFoundError):
        service.stop(uow, made.id, organisation_id=shops.storefront(uow).organisation_id)
    assert made.stopped_at is None
