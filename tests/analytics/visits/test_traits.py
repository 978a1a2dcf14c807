"""What a request says about a visit."""

import pytest

from analytics.visits import traits
from analytics.visits.models import Channel, Device
from analytics.visits.traits import Arrival

IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 Chrome/130.0 Mobile Safari"
TABLET = "Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 Chrome/130.0 Safari/537.36"


def arrive(referrer: str = "", user_agent: str = WINDOWS, **query: str) -> Arrival:
    return traits.arrival_of(
        query=query, referrer=referrer, own_host="market.example:8000", user_agent=user_agent
    )


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (IPHONE, Device.MOBILE),
        (ANDROID, Device.MOBILE),
        (TABLET, Device.TABLET),
        ("Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) Mobile/15E148", Device.TABLET),
        (WINDOWS, Device.DESKTOP),
    ],
)
def test_device_class(user_agent: str, device: Device) -> None:
    assert traits.device_of(user_agent) is device


@pytest.mark.parametrize(
    ("referrer", "channel"),
    [
        ("https://www.google.co.th/", Channel.SEARCH),
        ("https://www.google.com/", Channel.SEARCH),
        ("https://search.yahoo.co.jp/search?p=x", Channel.SEARCH),
        ("https://search.naver.com/", Channel.SEARCH),
        ("https://mail.google.com/mail/u/0/", Channel.MAIL),
        ("https://m.facebook.com/", Channel.SOCIAL),
        ("https://www.instagram.com/", Channel.SOCIAL),
        ("https://t.co/abc", Channel.SOCIAL),
        ("https://www.city.example/fish.html", Channel.REFERRAL),
        ("https://googlefan.example/", Channel.REFERRAL),
        ("http://market.example:8000/ja/", Channel.DIRECT),
        ("", Channel.DIRECT),
        ("http://[broken", Channel.DIRECT),
    ],
)
def test_channel_by_referrer(referrer: str, channel: Channel) -> None:
    assert arrive(referrer).channel is channel


@pytest.mark.parametrize(
    ("application", "channel"),
    [
        ("Line/14.19.0", Channel.LINE),
        ("MicroMessenger/8.0.50(0x18003237) NetType/WIFI Language/zh_CN", Channel.WECHAT),
        ("NAVER(inapp; search; 2000; 12.8.3; 14PRO)", Channel.NAVER),
        ("KAKAOTALK/25.1.1 (INAPP)", Channel.KAKAO),
        ("Instagram 350.0.0.0", Channel.SOCIAL),
    ],
)
def test_applications_that_send_no_referrer_are_told_by_themselves(
    application: str, channel: Channel
) -> None:
    assert arrive(user_agent=f"{IPHONE} {application}").channel is channel


def test_a_tagged_address_is_a_campaign_whatever_the_referrer() -> None:
    found = arrive(
        "https://www.google.com/",
        utm_source="LINE",
        utm_medium="social",
        utm_campaign="Autumn-2026",
    )
    assert found == Arrival(Channel.CAMPAIGN, "line", "social", "autumn-2026")


def test_a_newsletter_is_mail() -> None:
    assert arrive(utm_source="news", utm_medium="email").channel is Channel.MAIL


@pytest.mark.parametrize("tag", ["hanako@example.org", "hanako%40example.org"])
def test_an_e_mail_address_in_a_tag_is_not_kept(tag: str) -> None:
    assert arrive(utm_source="news", utm_campaign=tag).campaign == ""


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("zh-TW,zh;q=0.9", "zh-Hant"),
        ("zh-HK,en;q=0.5", "zh-Hant"),
        ("zh-CN", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("th-TH,th;q=0.9", "th"),
        ("de-CH,de;q=0.9", "de"),
        ("", "und"),
        ("*", "und"),
        ("<script>", "und"),
    ],
)
def test_browser_language(header: str, language: str) -> None:
    assert traits.browser_language(header) == language


@pytest.mark.parametrize(
    "user_agent",
    [
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)",
        "curl/8.5.0",
        "python-requests/2.32.0",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/130.0 Safari/537.36",
    ],
)
def test_bots_are_told(user_agent: str) -> None:
    assert traits.is_bot(user_agent)


@pytest.mark.parametrize(
    "user_agent", [IPHONE, WINDOWS, ANDROID, TABLET, f"{IPHONE} Line/14.19.0", f"{ANDROID} NAVER("]
)
def test_people_are_not_taken_for_bots(user_agent: str) -> None:
    assert not traits.is_bot(user_agent)
