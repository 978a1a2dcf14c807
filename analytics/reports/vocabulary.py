"""One vocabulary for all sources, and its words for the reader."""

from typing import Final

from analytics.reports.models import Origin, ReportAttribute
from analytics.sources.models import Attribute
from analytics.visits.models import Channel, Device
from analytics.visits.traits import UNKNOWN_COUNTRY, UNKNOWN_LANGUAGE
from core.text import LazyText, gettext, lazy
from i18n import formatting
from i18n.selection import code_of

OTHER: Final = "other"
GA4_CHANNELS: Final = {
    "Organic Search": Channel.SEARCH,
    "Organic Social": Channel.SOCIAL,
    "Organic Video": Channel.SOCIAL,
    "Email": Channel.MAIL,
    "Referral": Channel.REFERRAL,
    "Direct": Channel.DIRECT,
    "Unassigned": Channel.UNKNOWN,
}
ATTRIBUTES: Final[dict[ReportAttribute, LazyText]] = {
    ReportAttribute.COUNTRY: lazy("Country or region"),
    ReportAttribute.LANGUAGE: lazy("Language of the browser"),
    ReportAttribute.PAGE_LANGUAGE: lazy("Language the market was read in"),
    ReportAttribute.DEVICE: lazy("Device"),
    ReportAttribute.CHANNEL: lazy("Channel"),
}
ORIGINS: Final[dict[Origin, LazyText]] = {
    Origin.OWN: lazy("The market's own measurement"),
    Origin.GA4: lazy("Google Analytics 4"),
}
DEVICES: Final[dict[str, LazyText]] = {
    Device.MOBILE: lazy("Phone"),
    Device.TABLET: lazy("Tablet"),
    Device.DESKTOP: lazy("Computer"),
}
CHANNELS: Final[dict[str, LazyText]] = {
    Channel.SEARCH: lazy("Search engines"),
    Channel.SOCIAL: lazy("Social networks"),
    Channel.LINE: lazy("LINE"),
    Channel.WECHAT: lazy("WeChat"),
    Channel.NAVER: lazy("Naver"),
    Channel.KAKAO: lazy("KakaoTalk"),
    Channel.MAIL: lazy("E-mail"),
    Channel.REFERRAL: lazy("Links on other sites"),
    Channel.CAMPAIGN: lazy("Tagged campaigns"),
    Channel.DIRECT: lazy("Direct"),
}


def label_of(attribute: ReportAttribute, value: str) -> str:
    """A value as the reader's language calls it."""
    if value == OTHER:
        return gettext("Others")
    if value in {"", UNKNOWN_COUNTRY, UNKNOWN_LANGUAGE, Channel.UNKNOWN}:
        return gettext("Unknown")
    if attribute is ReportAttribute.COUNTRY:
        return formatting.country(value)
    if attribute in {ReportAttribute.LANGUAGE, ReportAttribute.PAGE_LANGUAGE}:
        return formatting.language(value)
    names = DEVICES if attribute is ReportAttribute.DEVICE else CHANNELS
    return str(names.get(value, value))


def from_ga4(attribute: Attribute, value: str) -> str:
    """GA4's value in the market's vocabulary."""
    text = value.strip()
    if text == "(other)":
        return OTHER
    is_unset = text in {"", "(not set)"}
    if attribute is Attribute.COUNTRY:
        return UNKNOWN_COUNTRY if is_unset or len(text) != 2 else text.upper()
    if attribute is Attribute.LANGUAGE:
        return UNKNOWN_LANGUAGE if is_unset else code_of(text) or text.split("-")[0][:10]
    if attribute is Attribute.DEVICE:
        return text if text in {device.value for device in Device} else OTHER
    # What is paid for carries a tag in our own measurement, whatever network it runs on.
    return Channel.UNKNOWN if is_unset else GA4_CHANNELS.get(text, Channel.CAMPAIGN).value
