"""What identity does in the background."""

from typing import Any, Final

from core.identity import service
from core.unit_of_work import UnitOfWork

SEND_RECOVERY: Final = "core.identity.send_recovery"


def send_recovery(uow: UnitOfWork, payload: dict[str, Any]) -> None:
    """Send a recovery link, when the address has an account."""
    service.send_recovery(
        uow, email=payload["email"], locale=payload["locale"], page=payload["page"]
    )
