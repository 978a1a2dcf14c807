"""What delivery does by itself."""

from typing import Any, Final

from core.unit_of_work import UnitOfWork
from shop.delivery import loading

LOAD: Final = "shop.delivery.load_lists"


def load_lists(uow: UnitOfWork, _payload: dict[str, Any]) -> None:
    """Take in rows of the market's own list of carriers that a new release brought."""
    loading.load(uow)
