"""The carriers a business may name, and where a parcel can be followed."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote


@dataclass(frozen=True)
class Carrier:
    """A carrier: its key, the name on its vans, and its page for one tracking number."""

    key: str
    name: str
    tracking_page: str


CARRIERS: Final = (
    Carrier(
        "yamato",
        "ヤマト運輸",
        "https://jizen.kuronekoyamato.co.jp/jizen/servlet/crjz.b.NQ0010?id={}",
    ),
    Carrier(
        "sagawa",
        "佐川急便",
        "https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo={}",
    ),
    Carrier(
        "japanpost",
        "日本郵便",
        "https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1={}",
    ),
    Carrier(
        "ems", "EMS", "https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1={}"
    ),
)
BY_KEY: Final = {carrier.key: carrier for carrier in CARRIERS}


def name_of(key: str) -> str:
    """The carrier's name; what was written, for one that is not in the table."""
    return BY_KEY[key].name if key in BY_KEY else key


def tracking_url(key: str, number: str) -> str:
    """Where a parcel can be followed; empty when the carrier has no such page."""
    if key not in BY_KEY or not number:
        return ""
    return BY_KEY[key].tracking_page.format(quote(number, safe=""))
