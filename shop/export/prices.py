"""About what an amount is in the reader's own currency; what is charged is yen."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from flask import Flask

from core.dates import tokyo_day
from core.web.state import request_state, shows
from shop.currencies import queries
from shop.export import destination


@dataclass(frozen=True)
class Estimate:
    """An amount in a currency, with the day of its rate; empty where the rate is too old."""

    currency: str
    text: str
    day: date
    is_sample: bool


def estimate(yen: int) -> Estimate | None:
    """The amount in the currency of the reader's destination; None at home or without a rate."""
    uow = request_state().uow
    going = destination.current()
    currency = queries.currency_of(going.code, going.region) if going.is_abroad else ""
    if uow is None or not currency:
        return None
    shows(queries.VERSION, "day")
    rate = queries.latest(uow).get(currency)
    if rate is None:
        return None
    is_too_old = rate.is_too_old(tokyo_day(uow.now))
    return Estimate(currency, "" if is_too_old else rate.about(yen), rate.day, rate.is_sample)


def install(app: Flask) -> None:
    """Make the estimate known to templates."""
    cast("dict[str, Any]", app.jinja_env.globals).update(own_currency=estimate)
