"""Orders' periodic work: what nobody paid for ends."""

from typing import Any, Final

from core.unit_of_work import UnitOfWork
from shop.orders import service

SWEEP: Final = "shop.orders.expire_due"
EXPIRE: Final = "shop.orders.expire"


def expire_due(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """Find what is over; each purchase ends in a transaction of its own."""
    for purchase_id in service.expire_due(uow):
        uow.enqueue(EXPIRE, {"purchase_id": purchase_id})


def expire(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """End one purchase, unless it was paid in the meantime."""
    service.expire(uow, int(payload["purchase_id"]))
