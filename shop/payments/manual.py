"""Bank transfer with a deadline, confirmed by staff: what production does without keys."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from shop.payments.ports import (
    ForgedEventError,
    GatewayRefusedError,
    Observed,
    RefundAnswer,
    RefundRequest,
    SessionRequest,
    Started,
)

DEADLINE: Final = timedelta(days=7)
NAME: Final = "manual"


@dataclass(frozen=True)
class ManualGateway:
    """Nothing is called: the buyer transfers, and staff say when the money is there."""

    name: str = NAME
    is_simulated: bool = False

    def start(self, request: SessionRequest) -> Started:
        return Started(
            session_id=f"transfer:{request.key}", waits_until=request.created_at + DEADLINE
        )

    @property
    def can_authorise(self) -> bool:
        return False

    def capture(self, intent_id: str, amount: int, *, key: str) -> None:
        raise GatewayRefusedError(f"nothing is set aside: {intent_id} {amount} {key}")

    def release(self, intent_id: str, *, key: str) -> None:
        """There is nothing to let go."""

    def look_up(self, session_id: str) -> Observed:
        raise GatewayRefusedError(f"{session_id} is confirmed by staff")

    def close(self, session_id: str) -> None:
        """There is nothing to close."""

    def refund(self, request: RefundRequest) -> RefundAnswer:
        raise GatewayRefusedError(f"{request.key} is to be sent back by bank transfer")

    def look_up_refund(self, refund_id: str) -> RefundAnswer:
        raise GatewayRefusedError(f"{refund_id} is sent back by bank transfer")

    def verify(self, body: bytes, signature: str, now: datetime) -> Mapping[str, Any]:
        raise ForgedEventError(f"no provider sends events: {len(body)} {signature} {now}")
