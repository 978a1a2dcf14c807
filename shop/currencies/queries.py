"""What an amount of yen is about in another currency."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from babel.numbers import get_currency_precision
from sqlalchemy import func, select

from core.dates import tokyo_day
from core.unit_of_work import UnitOfWork
from core.web.versions import Remembered
from i18n.formatting import number
from shop.currencies.models import ExchangeRate
from shop.currencies.service import CURRENCIES, NANO, VERSION

OLDEST: Final = timedelta(days=14)
"""An older rate makes no estimate any more."""
_UNION: Final = "EU"


@dataclass(frozen=True)
class Rate:
    """The newest rate of a currency."""

    currency: str
    day: date
    nano: int
    is_sample: bool

    def is_too_old(self, today: date) -> bool:
        return today - self.day > OLDEST

    def about(self, yen: int) -> str:
        """An amount in the currency with its code, rounded half up to what is paid in coins.

        Amounts of three digits and more are rounded to whole units: it is an estimate.
        """
        digits = get_currency_precision(self.currency)
        if yen * self.nano >= 100 * NANO:
            digits = 0
        unit = 10**digits
        rounded = (2 * yen * self.nano * unit + NANO) // (2 * NANO)
        return f"{self.currency} {number(rounded / unit if digits else rounded)}"


_rates: Remembered[dict[str, Rate]] = Remembered(VERSION)


def currency_of(country: str, region: str) -> str:
    """The currency of a country; empty where we know none."""
    if country in CURRENCIES:
        return CURRENCIES[country]
    return CURRENCIES[_UNION] if region == _UNION else ""


def latest(uow: UnitOfWork) -> dict[str, Rate]:
    """The newest rate of each currency."""
    return _rates.get(uow, "latest", lambda: _latest(uow))


def _latest(uow: UnitOfWork) -> dict[str, Rate]:
    newest = (
        select(ExchangeRate.currency, func.max(ExchangeRate.day).label("day"))
        .where(ExchangeRate.day <= tokyo_day(uow.now))
        .group_by(ExchangeRate.currency)
        .subquery()
    )
    rows = uow.session.execute(
        select(
            ExchangeRate.currency, ExchangeRate.day, ExchangeRate.nano, ExchangeRate.is_sample
        ).join(
            newest,
            (newest.c.currency == ExchangeRate.currency) & (newest.c.day == ExchangeRate.day),
        )
    )
    return {row.currency: Rate(row.currency, row.day, row.nano, row.is_sample) for row in rows}


def list_rates(uow: UnitOfWork, *, limit: int = 200) -> list[ExchangeRate]:
    """Rates as staff read them, newest first."""
    return list(
        uow.session.scalars(
            select(ExchangeRate)
            .order_by(ExchangeRate.day.desc(), ExchangeRate.currency)
            .limit(limit)
        )
    )
