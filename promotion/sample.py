"""The sample market's one link and one coupon: both ways from promotion into the shop are used."""

from datetime import timedelta

from core.unit_of_work import UnitOfWork
from promotion.coupons import service as coupons
from promotion.coupons.models import CouponKind
from promotion.coupons.service import CouponTerms
from promotion.links import service as links
from promotion.links.service import LinkTerms

LABELS = {
    "ja": "焼津の冬クーポン（サンプル）",
    "en": "Winter in Yaizu coupon (sample)",
    "zh-Hant": "燒津之冬優惠券（範例）",
    "zh-Hans": "烧津之冬优惠券（示例）",
    "th": "คูปองฤดูหนาวที่ยาอิซุ (ตัวอย่าง)",
    "ko": "야이즈의 겨울 쿠폰 (샘플)",
}


def load(uow: UnitOfWork) -> None:
    """Ten per cent off from 2,000 yen, borne by the city; a poster's link to the shop."""
    coupons.create(
        uow,
        CouponTerms(
            code="YAIZU10",
            kind=CouponKind.PERCENT,
            value=10,
            starts_at=uow.now - timedelta(days=30),
            ends_at=uow.now + timedelta(days=180),
            labels=LABELS,
            minimum=2000,
            limit_total=1000,
        ),
        organisation_id=None,
    )
    links.create(
        uow,
        LinkTerms(
            label="焼津駅のポスター（サンプル）",
            path="/catalogue",
            source="yaizu-station",
            medium="print",
            campaign="winter-in-yaizu",
        ),
        organisation_id=None,
    )
