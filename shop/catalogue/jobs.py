"""Nightly work on the catalogue."""

from typing import Any, Final

from core.unit_of_work import UnitOfWork
from core.web import versions
from shop.catalogue.service import recount

NEW_DAY: Final = "shop.catalogue.new_day"
RECOUNT: Final = "shop.catalogue.recount"


def new_day(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """A day has begun in Tokyo: what is new or in season may be something else."""
    versions.bump(uow, "day")


def recount_shelves(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """Count the shelves again, in case a count went wrong."""
    recount(uow)
