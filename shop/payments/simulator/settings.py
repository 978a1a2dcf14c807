"""What a simulator is told when it starts: where its state lives and whom it tells."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from shop.payments.simulator.methods import METHODS
from shop.payments.simulator.switches import Switches

API_VERSION = "2026-10-28.endive"

Clock = Callable[[], float]


@dataclass(frozen=True, kw_only=True)
class SimulatorSettings:
    """Everything configurable; both faces of one simulator are given equal settings."""

    state_file: Path
    """The SQLite file shared by the API face, the pages face and the pump."""

    public_base: str
    """Where a buyer's browser reaches the pages face, prefix included, no closing slash."""

    webhook_url: str | None = None
    """Where events are delivered; without it events are only kept."""

    webhook_secret: str = "whsec_test_simulator"  # noqa: S105 - not a secret: nothing real is signed
    """What deliveries are signed with."""

    secret_key: str = "sk_test_simulator"  # noqa: S105 - not a secret: it opens nothing real
    """The one API key that is accepted."""

    merchant_name: str = "Yaizu Digital Market"
    """Whose name the pay page shows."""

    merchant_lang: str = "en"
    """The language of that name, for the right letter forms on pages in another one."""

    payment_methods: tuple[str, ...] = tuple(METHODS)
    """What the account has switched on, as the Dashboard would hold it."""

    switches: Switches | None = None
    """How deliveries misbehave from the start; None leaves what the state file holds."""

    clock: Clock = time.time
    """Seconds since 1970; tests give their own."""

    webhook_timeout: float = 10.0
    """Seconds after which an unanswered delivery counts as failed."""
