"""Real processes of a test: started in groups of their own, ended for certain, waited for."""

import contextlib
import os
import signal
import socket
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import SystemRandom
from time import monotonic, sleep
from types import TracebackType
from typing import Self, TypeVar

T = TypeVar("T")


def free_port(after: int = 0) -> int:
    """A port of the loopback address that nobody uses, with `after` free ones behind it.

    It lies below the range from which the kernel gives ports to outgoing connections, so that no
    connection of another test can take it, or its neighbour, before it is used.
    """
    random = SystemRandom()
    for _ in range(200):
        port = random.randrange(10_240, 32_000)
        if all(_is_free(port + step) for step in range(after + 1)):
            return port
    raise RuntimeError("no free port was found")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def is_open(port: int) -> bool:
    """Whether somebody answers on this port of the loopback address."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


def eventually(ask: Callable[[], T], *, seconds: float = 15, what: str = "") -> T:
    """The first true answer. Raises AssertionError when there is none in time."""
    deadline = monotonic() + seconds
    while not (answer := ask()):
        assert monotonic() < deadline, f"not within {seconds} s: {what or ask}"
        sleep(0.02)
    return answer


class Processes:
    """The processes a test started, with what they said in files; none outlives the block."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for process in self._running:
            end_group(process)

    def start(
        self, name: str, *command: str | Path, cwd: Path, environment: dict[str, str]
    ) -> subprocess.Popen[bytes]:
        """Start a process as the leader of a new group; its words go to `<name>.log`."""
        kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}  # noqa: TID251
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [str(part) for part in command],
                cwd=cwd,
                env={**kept, **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._running.append(process)
        return process

    def words(self, name: str) -> str:
        """What a process has said so far."""
        path = self.folder / f"{name}.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Kill a process with all that it started (kill -9) and take its end note."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=10)


def members(group: int) -> list[int]:
    """Process ids that still belong to a group; the dead that wait to be noted do not count."""
    found: list[int] = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                text = (entry / "stat").read_text(encoding="utf-8")
            except OSError:
                continue
            state, _parent, pgrp = text.rpartition(")")[2].split()[:3]
            if int(pgrp) == group and state != "Z":
                found.append(int(entry.name))
    return found
