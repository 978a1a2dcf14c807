"""A new day begins: rows that begin or end with it count."""

from typing import Any, Final

from core.unit_of_work import UnitOfWork
from shop.export import answers, service

NEW_DAY: Final = "shop.export.new_day"


def new_day(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """A job: answer everything again by the rows of today; rows we have learnt of are added."""
    service.load(uow)
    answers.refresh_all(uow)
