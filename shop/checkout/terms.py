"""How long each part of an order waits, so that the page before it says what the code does."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from shop.checkout.service import HOLD
from shop.payments import capturing, manual
from shop.payments.service import VOUCHER_DAYS


@dataclass(frozen=True, kw_only=True)
class Terms:
    """Times a buyer is told before ordering."""

    held_minutes: int
    transfer_days: int
    voucher_days: int
    weighed_days: int


TERMS: Final = Terms(
    held_minutes=HOLD // timedelta(minutes=1),
    transfer_days=manual.DEADLINE.days,
    voucher_days=VOUCHER_DAYS,
    weighed_days=capturing.HOLD.days,
)
