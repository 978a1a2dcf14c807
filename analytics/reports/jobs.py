"""Keeping sales and monthly tables up to date."""

from datetime import date, timedelta
from typing import Any, Final

from analytics.reports import preparing, service
from core.dates import tokyo_day
from core.unit_of_work import UnitOfWork

LOAD_SALE: Final = "analytics.reports.load_sale"
PREPARE: Final = "analytics.reports.prepare"
PREPARE_AND_HEAL: Final = "analytics.reports.prepare_and_heal"


def load_sale(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """An order was paid or cancelled: its figures follow."""
    service.load_sale(uow, int(payload["order_id"]))


def prepare(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """Make the named months' tables, or those that may have changed."""
    named = payload.get("months")
    months = [date.fromisoformat(str(month)) for month in named] if named else []
    for month in months or preparing.months_to_prepare(uow):
        preparing.prepare(uow, month)


def prepare_and_heal(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """Every night: load the last weeks' sales again, then make the tables."""
    today = tokyo_day(uow.now)
    service.load_sales(uow, today - timedelta(days=21), today)
    prepare(uow, payload)
