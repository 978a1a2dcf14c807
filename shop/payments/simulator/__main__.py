"""`python -m shop.payments.simulator`: the API face, the pages face and the pump on one port."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import threading
from pathlib import Path

from shop.payments.simulator.server import RunningSimulator, Simulator
from shop.payments.simulator.settings import SimulatorSettings

_LOG = logging.getLogger("shop.payments.simulator")


def main(arguments: list[str] | None = None) -> int:
    """Serve until SIGTERM or Ctrl-C; 1 when the address cannot be had."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    settings = SimulatorSettings(
        state_file=options.state,
        public_base=(options.public_base or f"http://{options.host}:{options.port}").rstrip("/"),
        webhook_url=options.webhook_url,
        webhook_secret=options.webhook_secret,
        secret_key=options.secret_key,
    )
    stop = threading.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _number, _frame: stop.set())
    try:
        running = RunningSimulator(Simulator(settings), options.host, options.port)
    except (OSError, SystemExit):
        _LOG.error("The payment simulator cannot listen on %s:%s.", options.host, options.port)
        return 1
    with running:
        _LOG.info("The payment simulator listens on %s.", running.address)
        stop.wait()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m shop.payments.simulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8421)
    parser.add_argument("--state", type=Path, required=True, help="the SQLite file of its state")
    parser.add_argument("--webhook-url", help="where events are delivered")
    parser.add_argument("--webhook-secret", default=SimulatorSettings.webhook_secret)
    parser.add_argument("--secret-key", default=SimulatorSettings.secret_key)
    parser.add_argument("--public-base", help="where browsers reach the pages, prefix included")
    return parser


if __name__ == "__main__":
    sys.exit(main())
