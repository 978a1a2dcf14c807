"""A whole market of its own: database, sample, web server, worker, pay simulator."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self
from urllib.error import URLError

from core.testing.processes import free_port
from core.web.assets import ROOT

BIN = Path(sys.executable).parent


class LiveMarket:
    """What `make run` starts, in a folder and on ports of its own."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data = data
        self.port = free_port(after=1)
        # Passkeys work on localhost and on no bare address.
        self.url = f"http://localhost:{self.port}"
        self.environment = {
            "PATH": os.environ["PATH"],  # noqa: TID251
            "DATA": str(data),
            "PORT": str(self.port),
            "PUBLIC_URL": self.url,
            **environment,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.data.mkdir(parents=True, exist_ok=True)
        with (self.data / "serve.log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, str(ROOT / "scripts/serve.py")],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()
        return self

    def _wait(self) -> None:
        deadline = time.monotonic() + 240
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                raise RuntimeError((self.data / "serve.log").read_text(encoding="utf-8"))
            try:
                with urllib.request.urlopen(f"{self.url}/-/live", timeout=2):
                    return
            except (URLError, OSError):
                time.sleep(0.2)
        raise RuntimeError("the market did not open in time")

    def people(self) -> list[Mapping[str, Any]]:
        """The sample sign-ins: who, email, password, note."""
        return json.loads((self.data / "sample-sign-ins.json").read_text(encoding="utf-8"))

    def __exit__(self, *_: object) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(timeout=30)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()
