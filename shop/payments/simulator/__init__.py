"""A stateful stand-in for Stripe's HTTP interface that the real library talks to.

It imports nothing of the market. `docs/payments.md` says what it does and what it cannot show.
"""

from __future__ import annotations

from shop.payments.simulator.api import create_api
from shop.payments.simulator.pages import create_pages
from shop.payments.simulator.server import RunningSimulator, Simulator
from shop.payments.simulator.settings import SimulatorSettings
from shop.payments.simulator.switches import Switches

__all__ = [
    "RunningSimulator",
    "Simulator",
    "SimulatorSettings",
    "Switches",
    "create_api",
    "create_pages",
]
