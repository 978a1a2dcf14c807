"""How many beacons one network may send: counted in memory, for a minute, by each web server.

The shared limits of `core.web.limits` write a row a try; a beacon must cost one small transaction.
"""

import time
from collections.abc import Callable
from threading import Lock
from typing import Final

A_MINUTE: Final = 600
"""Many people stand behind one carrier's network, so this only stops machines."""


class Gate:
    """Admits so many tries a minute for each network."""

    def __init__(self, times: int = A_MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        self._times = times
        self._clock = clock
        self._lock = Lock()
        self._minute = -1
        self._counts: dict[str, int] = {}

    def admits(self, network: str) -> bool:
        """Count one try; False when the minute's are spent."""
        with self._lock:
            minute = int(self._clock() // 60)
            if minute != self._minute:
                self._minute, self._counts = minute, {}
            self._counts[network] = self._counts.get(network, 0) + 1
            return self._counts[network] <= self._times
