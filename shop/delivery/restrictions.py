"""What may be sent to which country: dated rows with their source; what no row covers is blocked.

Product classes are: fishery_processed, fishery_raw, katsuobushi, tea, food_processed, fruit_veg,
alcohol, non_food.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from core.text import LazyText, lazy
from shop.catalogue.models import Temperature
from shop.delivery.zones import HOME

FILE: Final = Path(__file__).with_name("export_rules.csv")
ANY: Final = "*"


class Status(StrEnum):
    ALLOWED = "allowed"
    CONDITIONAL = "conditional"
    PROHIBITED = "prohibited"
    UNKNOWN = "unknown"


REASONS: Final[Mapping[str, LazyText]] = {
    "home": lazy("This is sent everywhere in Japan where the business delivers."),
    "open": lazy("This may be sent there."),
    "maker_papers": lazy(
        "This may be sent there with papers about the maker. The business puts them in the parcel."
    ),
    "origin_certificate": lazy(
        "This may be sent there with a certificate of origin. The business puts it in the parcel."
    ),
    "radiation_certificate": lazy(
        "This may be sent there with a radiation test report. The business puts it in the parcel."
    ),
    "imports_halted": lazy("This country does not let fishery goods from Japan in at present."),
    "mail_halted": lazy("Goods for sale cannot be mailed from Japan to this country at present."),
    "alcohol_at_home_only": lazy("Alcohol is only sent within Japan."),
    "no_cold_lane": lazy("Chilled and frozen goods are only sent within Japan."),
    "not_checked": lazy("We have not yet checked whether this may be sent there."),
}


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Whether something may be sent, why, by which source and as of when."""

    status: Status
    reason: LazyText
    source: str = ""
    checked_on: date | None = None

    @property
    def may_be_sent(self) -> bool:
        return self.status in {Status.ALLOWED, Status.CONDITIONAL}


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A row of the table."""

    destination: str
    product_class: str
    status: Status
    reason: str
    source: str
    checked_on: date


@cache
def rules() -> tuple[Rule, ...]:
    """All rows, as the file has them."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(
            Rule(
                destination=row["destination"],
                product_class=row["product_class"],
                status=Status(row["status"]),
                reason=row["reason"],
                source=row["source"],
                checked_on=date.fromisoformat(row["checked_on"]),
            )
            for row in csv.DictReader(file)
        )


def check(country: str, product_class: str, temperature: Temperature) -> Verdict:
    """Whether goods of a class may be sent to a country; the worst row that matches wins."""
    if country == HOME:
        return Verdict(status=Status.ALLOWED, reason=REASONS["home"])
    if temperature is not Temperature.AMBIENT:
        return Verdict(status=Status.PROHIBITED, reason=REASONS["no_cold_lane"])
    found = [
        rule
        for rule in rules()
        if rule.destination in {country, ANY} and rule.product_class in {product_class, ANY}
    ]
    if not found:
        return Verdict(status=Status.UNKNOWN, reason=REASONS["not_checked"])
    worst = max(found, key=lambda rule: list(Status).index(rule.status))
    return Verdict(
        status=worst.status,
        reason=REASONS[worst.reason],
        source=worst.source,
        checked_on=worst.checked_on,
    )


def destinations() -> list[str]:
    """Countries that something may be sent to: Japan first, then by code."""
    abroad = {
        rule.destination
        for rule in rules()
        if rule.destination != ANY and rule.status in {Status.ALLOWED, Status.CONDITIONAL}
    }
    return [HOME, *sorted(abroad)]
