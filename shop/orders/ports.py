"""What orders ask of payments, which stand above them: how is it with the money?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.registry import Registry
from core.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class MoneyNote:
    """What a buyer is told of a purchase's money beside its state."""

    is_asked: bool = False
    """The provider was asked and its word is still to come."""
    method: str = ""
    pays_until: datetime | None = None
    instructions_url: str = ""
    bank_account: str = ""
    refunded: int = 0
    """Yen that went back, or are on their way."""


class MoneyReader(Protocol):
    """Says how it is with a purchase's money; reads only."""

    def note(self, uow: UnitOfWork, purchase_id: int) -> MoneyNote: ...


money_readers: Registry[MoneyReader] = Registry("shop.orders.money_readers")


def money_note(uow: UnitOfWork, purchase_id: int) -> MoneyNote:
    """The answer of whoever takes the money; an empty one where nobody does."""
    notes: Sequence[MoneyNote] = [reader.note(uow, purchase_id) for reader in money_readers]
    return notes[0] if notes else MoneyNote()
