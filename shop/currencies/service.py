"""Keeping rates: entered by staff, or taken from a file."""

import csv
import io
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final
from xml.etree import ElementTree as ET

from sqlalchemy import select

from core.audit import service as audit
from core.dates import tokyo_day
from core.errors import DomainError
from core.unit_of_work import UnitOfWork
from core.web import versions
from shop.currencies.models import ExchangeRate

NANO: Final = 1_000_000_000
VERSION: Final = "currencies"
CURRENCIES: Final[Mapping[str, str]] = {
    "TW": "TWD", "HK": "HKD", "SG": "SGD", "TH": "THB", "KR": "KRW", "CN": "CNY", "MO": "MOP",
    "ID": "IDR", "MY": "MYR", "VN": "VND", "PH": "PHP", "IN": "INR", "AE": "AED", "US": "USD",
    "CA": "CAD", "AU": "AUD", "NZ": "NZD", "GB": "GBP", "CH": "CHF", "EU": "EUR", "SE": "SEK",
    "DK": "DKK", "CZ": "CZK", "HU": "HUF", "PL": "PLN", "RO": "RON",
}  # fmt: skip
"""The currency of a country; a member of the European Union that is not named has the euro."""
MOST_OFF: Final = 100


def set_rate(
    uow: UnitOfWork,
    currency: str,
    day: date,
    per_100_yen: Decimal,
    *,
    source: str,
    is_sample: bool = False,
) -> ExchangeRate:
    """Write what 100 yen are worth on a day. Raises DomainError for what cannot be a rate."""
    if currency not in set(CURRENCIES.values()):
        raise DomainError("currency_unknown", "This currency is not used here.", field="currency")
    nano = int((per_100_yen * NANO / 100).to_integral_value())
    if nano <= 0 or day > tokyo_day(uow.now):
        raise DomainError("rate_wrong", "A rate is above zero and of a day that has come.")
    row = uow.session.scalar(
        select(ExchangeRate).where(ExchangeRate.currency == currency, ExchangeRate.day == day)
    )
    before = row.nano if row else None
    if row is None:
        row = ExchangeRate(currency=currency, day=day, nano=nano, source=source, entered_at=uow.now)
        uow.session.add(row)
    row.nano, row.source, row.is_sample = nano, source, is_sample
    row.entered_at, row.user_id = uow.now, uow.actor.user_id
    uow.session.flush()  # the trail names it
    audit.record(
        uow, "city:exchange_rate:set", ("exchange_rate", row.id),
        before={"nano": before}, after={"nano": nano, "currency": currency, "source": source},
    )  # fmt: skip
    versions.bump(uow, VERSION)
    return row


def take_file(uow: UnitOfWork, content: bytes, *, source: str) -> int:
    """Rates of a file: the European Central Bank's XML, or CSV (day, currency, per_100_yen).

    How many were taken. Raises DomainError `rates_unreadable`.
    """
    try:
        is_xml = content.lstrip().startswith(b"<")
        found = _of_bank(content) if is_xml else _of_csv(content)
    except (ET.ParseError, ValueError, KeyError, InvalidOperation) as error:
        raise DomainError(
            "rates_unreadable",
            "This is neither the European Central Bank's file nor a CSV with day, currency and per_100_yen.",
            field="file",
        ) from error
    known = set(CURRENCIES.values())
    taken = [each for each in found if each[0] in known]
    for currency, day, rate in taken:
        set_rate(uow, currency, day, rate, source=source)
    return len(taken)


def _of_bank(content: bytes) -> list[tuple[str, date, Decimal]]:
    """What 100 yen are worth, by way of the euro, on every day of the file."""
    if b"<!" in content:
        raise ValueError("a file of rates declares no entities")
    found: list[tuple[str, date, Decimal]] = []
    for cube in ET.fromstring(content).iter():  # noqa: S314 - as above
        if "time" not in cube.attrib:
            continue
        day = date.fromisoformat(cube.attrib["time"])
        of_euro = {each.attrib["currency"]: Decimal(each.attrib["rate"]) for each in cube}
        yen = of_euro.pop("JPY")
        rates = {"EUR": Decimal(1), **of_euro}
        found += [(currency, day, rate / yen * 100) for currency, rate in rates.items()]
    if not found:
        raise ValueError("no day in the file")
    return found


def _of_csv(content: bytes) -> list[tuple[str, date, Decimal]]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    found = [
        (row["currency"], date.fromisoformat(row["day"]), Decimal(row["per_100_yen"]))
        for row in rows
    ]
    if not found:
        raise ValueError("no row in the file")
    return found
