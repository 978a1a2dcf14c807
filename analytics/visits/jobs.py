"""Forgetting, on time."""

from typing import Any, Final

from analytics.visits import service
from core.unit_of_work import UnitOfWork

FORGET: Final = "analytics.visits.forget"


def forget(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """Drop the keys of visits that are over, also on a day when nobody comes."""
    service.forget(uow)
