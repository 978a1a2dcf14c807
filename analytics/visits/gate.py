"""How many beacons one network may send a minute, whichever web servers they reach.

Asked in memory, so that a beacon costs no statement; each server adds what it admitted to the
shared counter when it writes its visits, and learns there what the others admitted. So the limit
is exact for one server, and a second late between several.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from threading import Lock
from typing import Final

from core.unit_of_work import UnitOfWork
from core.web import limits
from core.web.limits import Limit

A_MINUTE: Final = Limit(times=600, seconds=60)
"""Many people stand behind one carrier's network, so this only stops machines."""
NAME: Final = "analytics.visits.beacon"


@dataclass
class Tries:
    """A network's tries of this minute: known of all servers, and not yet told to the others."""

    known: int = 0
    untold: int = 0


class Gate:
    """Admits so many tries a minute for each network."""

    def __init__(
        self, secret: str, limit: Limit = A_MINUTE, clock: Callable[[], float] = time.time
    ) -> None:
        self._secret = secret
        self._limit = limit
        self._clock = clock
        self._lock = Lock()
        self._minute = -1
        self._tries: dict[str, Tries] = {}

    def admits(self, network: str) -> bool:
        """Count one try; False when the minute's are spent."""
        with self._lock:
            minute = int(self._clock() // self._limit.seconds)
            if minute != self._minute:
                self._minute, self._tries = minute, {}
            tries = self._tries.setdefault(network, Tries())
            if tries.known + tries.untold >= self._limit.times:
                return False
            tries.untold += 1
            return True

    def share(self, uow: UnitOfWork) -> None:
        """Tell the other servers what was admitted here, and learn what they did."""
        with self._lock:
            window = datetime.fromtimestamp(self._minute * self._limit.seconds, UTC)
            untold = {key: tries for key, tries in self._tries.items() if tries.untold}
            counts = {network: tries.untold for network, tries in untold.items()}
        for network, count in sorted(counts.items()):
            key = limits.key_of(self._secret, NAME, network)
            known = limits.add(uow, key, window, count)
            with self._lock:
                untold[network].known = known
                untold[network].untold -= count
