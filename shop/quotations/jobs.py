"""Ending offers whose day is over."""

from typing import Any, Final

from core.unit_of_work import UnitOfWork
from shop.quotations import service

EXPIRE: Final = "shop.quotations.expire"


def expire(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """A periodic job: what was not taken in time is over."""
    service.expire(uow)
