"""What a request says about a visit, and nothing that says who it is. Pure functions."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from urllib.parse import urlsplit

from crawleruseragents import is_crawler

from analytics.visits.models import Channel, Device
from i18n.selection import code_of

UNKNOWN_COUNTRY: Final = "ZZ"
UNKNOWN_LANGUAGE: Final = "und"
IN_APP: Final = (
    (re.compile(r"\bLine/"), Channel.LINE),
    (re.compile(r"MicroMessenger"), Channel.WECHAT),
    (re.compile(r"NAVER\("), Channel.NAVER),
    (re.compile(r"KAKAOTALK", re.IGNORECASE), Channel.KAKAO),
    (re.compile(r"Instagram|FBAN|FBAV|Twitter|BytedanceWebview|musical_ly"), Channel.SOCIAL),
)
SEARCH_HOSTS: Final = re.compile(
    r"(^|\.)(google\.[a-z.]+|bing\.com|search\.yahoo\.(com|co\.jp)|yahoo\.co\.jp|duckduckgo\.com"
    r"|baidu\.com|sogou\.com|so\.com|search\.naver\.com|search\.daum\.net|ecosia\.org"
    r"|yandex\.[a-z.]+|qwant\.com|startpage\.com|search\.brave\.com)$"
)
SOCIAL_HOSTS: Final = re.compile(
    r"(^|\.)(facebook\.com|instagram\.com|t\.co|x\.com|twitter\.com|youtube\.com|youtu\.be"
    r"|tiktok\.com|pinterest\.[a-z.]+|threads\.net|weibo\.com|xiaohongshu\.com|dcard\.tw|ptt\.cc"
    r"|pantip\.com|reddit\.com|linkedin\.com|blog\.naver\.com)$"
)
MAIL_HOSTS: Final = re.compile(
    r"(^|\.)(mail\.google\.com|outlook\.(live|office)\.com|mail\.yahoo\.(com|co\.jp)|mail\.naver\.com)$"
)
MAIL_MEDIA: Final = frozenset({"email", "e-mail", "mail", "newsletter"})
TABLET: Final = re.compile(r"iPad|Tablet|PlayBook|Silk|Android(?!.*Mobi)")
MOBILE: Final = re.compile(r"Mobi|iPhone|iPod")


@dataclass(frozen=True, kw_only=True)
class Traits:
    """The attributes of a visit."""

    country: str
    language: str
    browser_language: str
    device: Device
    channel: Channel
    landing: str
    source: str = ""
    medium: str = ""
    campaign: str = ""


@dataclass(frozen=True)
class Arrival:
    """How somebody came: channel and the tags of the address."""

    channel: Channel
    source: str = ""
    medium: str = ""
    campaign: str = ""


@lru_cache(maxsize=2048)
def is_bot(user_agent: str) -> bool:
    """Whether the user agent names itself a crawler. The package asks 1,500 patterns: remember."""
    return is_crawler(user_agent) or "Headless" in user_agent


def device_of(user_agent: str) -> Device:
    if TABLET.search(user_agent):
        return Device.TABLET
    return Device.MOBILE if MOBILE.search(user_agent) else Device.DESKTOP


def browser_language(accept_language: str) -> str:
    """The first language of the header: one of the market's written forms, or its bare code."""
    tag = accept_language.split(",", 1)[0].split(";", 1)[0].strip()
    if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", tag):
        return UNKNOWN_LANGUAGE
    return code_of(tag) or tag.split("-", 1)[0].lower()


def tag_of(value: str) -> str:
    """A campaign tag fit to be kept: short, plain, and never an address of somebody."""
    text = value.strip().lower()[:60]
    return "" if "@" in text or "%40" in text else re.sub(r"[^\w .+:-]", "", text)


def arrival_of(
    *, query: Mapping[str, str], referrer: str, own_host: str, user_agent: str
) -> Arrival:
    """How somebody came: what the address was tagged with, the application, the referrer."""
    source, medium, campaign = (
        tag_of(query.get(name, "")) for name in ("utm_source", "utm_medium", "utm_campaign")
    )
    if source or medium or campaign:
        channel = Channel.MAIL if medium in MAIL_MEDIA else Channel.CAMPAIGN
        return Arrival(channel, source, medium, campaign)
    for pattern, channel in IN_APP:
        if pattern.search(user_agent):
            return Arrival(channel)
    host = host_of(referrer)
    if not host or host == own_host.rsplit(":", 1)[0]:
        return Arrival(Channel.DIRECT)
    return Arrival(_channel_of_host(host), source=host[:60])


def host_of(address: str) -> str:
    """The host of an address in small letters; empty for nonsense."""
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _channel_of_host(host: str) -> Channel:
    if MAIL_HOSTS.search(host):
        return Channel.MAIL
    if SOCIAL_HOSTS.search(host):
        return Channel.SOCIAL
    if SEARCH_HOSTS.search(host):
        return Channel.SEARCH
    return Channel.REFERRAL
