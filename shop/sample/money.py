"""Sample exchange rates: round figures of no day's market, marked as sample."""

from decimal import Decimal
from typing import Final

from core.dates import tokyo_day
from core.unit_of_work import UnitOfWork
from shop.currencies import service

PER_100_YEN: Final = {
    "TWD": "20", "HKD": "5", "SGD": "0.85", "THB": "22", "KRW": "950", "USD": "0.65", "EUR": "0.6",
}  # fmt: skip


def load(uow: UnitOfWork) -> None:
    """Rates of today for the market's destinations."""
    for currency, rate in PER_100_YEN.items():
        service.set_rate(
            uow, currency, tokyo_day(uow.now), Decimal(rate), source="sample", is_sample=True
        )
