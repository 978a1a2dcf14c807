"""Paying by invoice: a bank transfer with a day, confirmed by staff, whatever else is offered."""

from datetime import datetime

from core.unit_of_work import UnitOfWork
from shop.payments import manual, service
from shop.payments.ports import Started


def await_transfer(uow: UnitOfWork, purchase_id: int, *, until: datetime) -> None:
    """Let a purchase wait for its transfer until a time.

    Raises DomainError `not_payable` when there is nothing to pay any more.
    """
    begun = service.begin(uow, purchase_id, gateway=manual.NAME, return_url="")
    answer = Started(session_id=f"transfer:{begun.request.key}", waits_until=until)
    service.started(uow, begun.payment_id, answer)
