"""Both faces and the pump in one process, for development and for browser tests."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Self

from werkzeug.serving import WSGIRequestHandler, make_server

from shop.payments.simulator.api import create_api
from shop.payments.simulator.pages import create_pages
from shop.payments.simulator.pump import Pump
from shop.payments.simulator.state_file import StateFile

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any
    from wsgiref.types import StartResponse, WSGIEnvironment

    from shop.payments.simulator.settings import SimulatorSettings


class Simulator:
    """One simulated account: its two WSGI faces and its pump."""

    def __init__(self, settings: SimulatorSettings) -> None:
        """Open the state file and build the faces on it."""
        self.settings = settings
        self.state_file = StateFile(settings)
        self.api = create_api(settings, self.state_file)
        self.pages = create_pages(settings, self.state_file)
        self._pump = Pump(settings, self.state_file)

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Both faces on one address: the API under its own paths, the pages elsewhere."""
        path: str = environ.get("PATH_INFO", "")
        face = self.api if path.startswith(("/v1/", "/v2/", "/_simulator/")) else self.pages
        return face(environ, start_response)

    def deliver_due(self) -> int:
        """Run timers and attempt deliveries that are due; how many deliveries were accepted."""
        return self._pump.deliver_due()

    def pump_until(self, stop: threading.Event) -> None:
        """Deliver in the background until told to stop."""
        self._pump.run(stop)


class _Handler(WSGIRequestHandler):
    """Keeps connections open, and sends head and body without waiting for one another."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - the base's
        """Say nothing; a request a line would bury what matters."""


class RunningSimulator:
    """A simulator that listens; a context manager, so that it always ends."""

    def __init__(
        self, simulator: Simulator, host: str = "127.0.0.1", port: int = 0, *, pump: bool = True
    ) -> None:
        """Bind the address; port 0 takes a free one."""
        self._server = make_server(host, port, simulator, threaded=True, request_handler=_Handler)
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._server.serve_forever, daemon=True)]
        if pump:
            self._threads.append(
                threading.Thread(target=simulator.pump_until, args=(self._stop,), daemon=True)
            )
        self._state_file = simulator.state_file
        self.address = f"http://{host}:{self._server.server_port}"

    def __enter__(self) -> Self:
        """Start to answer and to deliver."""
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Answer what has come in, then end."""
        self._stop.set()
        self._server.shutdown()
        for thread in self._threads:
            thread.join()
        self._server.server_close()
        self._state_file.close()
