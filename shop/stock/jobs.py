"""Stock's periodic work."""

from typing import Any, Final

from core.unit_of_work import UnitOfWork
from shop.stock import service

EXPIRE: Final = "shop.stock.expire"


def expire(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """Take back promises that nobody paid for."""
    service.expire(uow)
