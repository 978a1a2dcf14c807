"""How the invented visitors of the sample market behave: weights, nothing measured."""

from dataclasses import dataclass
from typing import Final

from analytics.visits.models import Channel, Device

Weights = dict[str, float]

# Per cent of a year's visits by month: gifts in December, new tea in May, holidays in August.
SEASONS: Final = {
    1: 6.6, 2: 6.4, 3: 7.4, 4: 8.2, 5: 9.4, 6: 7.6, 7: 8.0, 8: 8.8, 9: 7.6, 10: 8.6, 11: 9.8,
    12: 11.6,
}  # fmt: skip
HOURS: Final = (3, 2, 1, 1, 1, 2, 4, 6, 7, 8, 8, 8, 10, 8, 7, 7, 7, 8, 9, 11, 13, 14, 11, 6)
TABLET_SHARE: Final = 0.05
CAMPAIGNS: Final = (
    ("line", "social", "katsuobushi-autumn"),
    ("instagram", "social", "port-summer"),
    ("city-news", "print", "hanazawa-walk"),
    ("facebook", "social", "food-taiwan"),
)


@dataclass(frozen=True)
class Market:
    """A country's share of visits and how it changes over the year, languages, phones, ways in."""

    code: str
    weight: float
    growth: float
    languages: Weights
    phones: float
    channels: Weights
    product: float
    cart: float


def _ways(**weights: float) -> Weights:
    return weights


_WEST: Final = _ways(search=44, social=20, direct=20, referral=12, campaign=4)
MARKETS: Final = (
    Market("JP", 62, 1.15, {"ja": 97, "en": 2, "zh-Hans": 1}, 0.68,
           _ways(search=40, direct=18, social=14, line=10, referral=9, campaign=6, mail=3), 0.52, 0.075),
    Market("TW", 12, 1.9, {"zh-Hant": 92, "ja": 5, "en": 3}, 0.78,
           _ways(social=30, line=22, search=24, direct=10, referral=6, campaign=8), 0.6, 0.07),
    Market("HK", 6, 1.4, {"zh-Hant": 82, "en": 18}, 0.74,
           _ways(social=34, search=32, direct=16, referral=10, campaign=8), 0.58, 0.065),
    Market("TH", 4.5, 1.7, {"th": 85, "en": 15}, 0.84,
           _ways(social=36, line=26, search=20, direct=10, referral=4, campaign=4), 0.55, 0.04),
    Market("SG", 3.5, 1.3, {"en": 70, "zh-Hans": 30}, 0.7, _WEST, 0.57, 0.06),
    Market("KR", 4, 1.2, {"ko": 94, "en": 6}, 0.8,
           _ways(naver=38, kakao=14, search=18, social=16, direct=10, referral=4), 0.5, 0.025),
    Market("US", 4, 1.1, {"en": 88, "ja": 12}, 0.55, _WEST, 0.48, 0.03),
    Market("CN", 1.5, 0.9, {"zh-Hans": 96, "en": 4}, 0.86,
           _ways(wechat=52, search=24, direct=14, referral=10), 0.4, 0.01),
    Market("AU", 0.8, 1.1, {"en": 95, "ja": 5}, 0.6, _WEST, 0.45, 0.02),
    Market("GB", 0.7, 1.0, {"en": 97, "ja": 3}, 0.58, _WEST, 0.45, 0.02),
    Market("FR", 0.5, 1.2, {"en": 100}, 0.6, _WEST, 0.46, 0.02),
    Market("ZZ", 0.5, 1.0, {"en": 60, "ja": 40}, 0.6, _WEST, 0.4, 0.02),
)  # fmt: skip
BROWSERS: Final = {"FR": "fr", "ZZ": "und"}
CHECKOUT_OF_CARTS: Final = 0.55
CHANNELS: Final = {channel.value: channel for channel in Channel}
DEVICES: Final = (Device.MOBILE, Device.DESKTOP, Device.TABLET)
