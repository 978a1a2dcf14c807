"""A PostgreSQL of the tests' own: unprivileged, on a socket, gone afterwards."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import psycopg

ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


class Cluster:
    """A throwaway cluster. As root it runs as `nobody`, for PostgreSQL refuses root."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="market-pg-"))
        self._process: subprocess.Popen[Any] | None = None
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            account = pwd.getpwnam("nobody")
            os.chown(self.folder, account.pw_uid, account.pw_gid)
            self._as = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}

    def url(self, name: str = "postgres") -> str:
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"

    def start(self) -> None:
        """Make and start the cluster. Raises RuntimeError when it does not come up."""
        subprocess.run(
            [find_binaries() / "initdb", "-D", self.folder / "data", "-N", "-A", "trust",
             "-U", "postgres", "--locale=C.UTF-8", "-E", "UTF8"],
            check=True, capture_output=True, env=ENVIRONMENT, cwd="/", **self._as,
        )  # fmt: skip
        self.go_on()

    def go_on(self) -> None:
        """Start the server on what is there. Raises RuntimeError when it does not come up."""
        options = {
            "listen_addresses": "", "unix_socket_directories": str(self.folder),
            "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off",
            "max_connections": "200", "shared_buffers": "64MB",
        }  # fmt: skip
        settings = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        self._process = subprocess.Popen(
            [find_binaries() / "postgres", "-D", self.folder / "data", *settings],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT, cwd="/", **self._as,
        )  # fmt: skip
        self._wait()

    def _wait(self) -> None:
        deadline = monotonic() + 20
        while monotonic() < deadline:
            try:
                psycopg.connect(host=str(self.folder), user="postgres", dbname="postgres").close()
            except psycopg.OperationalError:
                sleep(0.05)
            else:
                return
        raise RuntimeError("PostgreSQL did not start")

    def create_database(self, name: str) -> str:
        """An empty database; its address."""
        with psycopg.connect(
            host=str(self.folder), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return self.url(name)

    def halt(self) -> None:
        """Stop the server at once, throwing everybody out; its data stay."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=20)

    def stop(self) -> None:
        self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)


def find_binaries() -> Path:
    """Debian's newest server programs. Raises RuntimeError saying what to install."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    if not found:
        raise RuntimeError("PostgreSQL server programs are missing: apt-get install postgresql")
    return found[0].parent
