"""The buyer's side, and the marketplace's rules."""

from flask import Flask

from core.jobs import jobs
from core.settings import Settings
from shop.orders import jobs as orders_jobs
from shop.stock import jobs as stock_jobs


def init_app(_app: Flask, _settings: Settings) -> None:
    """Compose the package: features, hearers, answers to lower packages' questions."""
    _add_jobs()


def _add_jobs() -> None:
    jobs.add(stock_jobs.EXPIRE, stock_jobs.expire)
    jobs.every(stock_jobs.EXPIRE, minutes=10)
    jobs.add(orders_jobs.SWEEP, orders_jobs.expire_due)
    jobs.add(orders_jobs.EXPIRE, orders_jobs.expire)
    jobs.every(orders_jobs.SWEEP, minutes=1)
