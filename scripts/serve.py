"""`make run`: database, sample market, web server, worker and (without keys) the pay simulator.

Stays light: everything heavy happens in the processes that it starts, so a second run is quick.
Settings are read from their file, because the package around it brings the whole application.
"""

import ctypes
import importlib.util
import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.error import URLError

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NEEDED_MB = 200
PARENT_DEATH_SIGNAL = 1


def read_settings_module() -> Any:
    """core/settings.py without the rest of core."""
    spec = importlib.util.spec_from_file_location("market_settings", ROOT / "core/settings.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError("core/settings.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


settings_module = read_settings_module()
Settings = settings_module.Settings
SIMULATOR = settings_module.Payments.SIMULATOR


class Refusal(Exception):  # noqa: N818
    """Why the market cannot start; one sentence for the operator."""


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise Refusal(
                f"Port {port} on {host} cannot be used ({reason}). "
                f"Choose another one: make run PORT={port + 10}"
            ) from None


def check_data(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        test = folder / ".writable"
        test.write_text("", encoding="ascii")
        test.unlink()
    except OSError as error:
        raise Refusal(f"The folder {folder} cannot be written ({error.strerror}).") from None
    free = shutil.disk_usage(folder).free // (1024 * 1024)
    if free < NEEDED_MB:
        raise Refusal(f"The disk of {folder} has {free} MB free; the market needs {NEEDED_MB} MB.")


def newest_migration() -> str:
    return (ROOT / "migrations/.head").read_text(encoding="ascii").strip()


def is_ready(settings: Settings) -> bool:
    """Whether the database is at the newest migration and not empty."""
    url = settings.effective_database_url
    if url.startswith("sqlite"):
        path = Path(url.removeprefix("sqlite:///"))
        return path.exists() and is_migrated_and_filled(sqlite3, str(path))
    return is_migrated_and_filled(import_module("psycopg"), url.replace("+psycopg", ""))


def is_migrated_and_filled(driver: Any, address: str) -> bool:
    """Ask a database through its driver; one that cannot be asked is not ready."""
    try:
        connection = driver.connect(address)
    except driver.Error:
        return False
    try:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        filled = connection.execute("SELECT 1 FROM core_organisations LIMIT 1").fetchone()
    except driver.Error:
        return False
    finally:
        connection.close()
    return bool(version and filled and version[0] == newest_migration())


def flask(*words: str, environment: dict[str, str]) -> None:
    command = [str(BIN / "flask"), "--app", "wsgi", *words]
    done = subprocess.run(command, check=False, cwd=ROOT, env=environment)
    if done.returncode:
        raise Refusal(f"'flask --app wsgi {' '.join(words)}' failed; what it said stands above.")


def prepare(settings: Settings, environment: dict[str, str]) -> None:
    if is_ready(settings):
        return
    say("Preparing the database …")
    flask("database", "upgrade", environment=environment)
    if not settings.is_production:
        say("Loading the sample market (once) …")
        flask("sample", "load", environment=environment)


def commands(settings: Settings) -> dict[str, list[str]]:
    """The processes of the market, by name."""
    web = [
        str(BIN / "granian"), "--interface", "wsgi", "--host", settings.host,
        "--port", str(settings.port), "--workers", str(settings.web_workers),
        "--blocking-threads", str(settings.web_threads), "--http", "1", "--no-ws",
        "--log-level", "warning", "--respawn-failed-workers",
        "--workers-kill-timeout", "10", "wsgi:app",
    ]  # fmt: skip
    found = {
        "web": web,
        "worker": [str(BIN / "flask"), "--app", "wsgi", "worker"],
    }
    if settings.effective_payments == SIMULATOR:
        found["simulator"] = [
            sys.executable, "-m", "shop.payments.simulator",
            "--host", "127.0.0.1", "--port", str(settings.port + 1),
            "--state", str(settings.data.resolve() / "simulator.sqlite3"),
            "--webhook-url", f"http://127.0.0.1:{settings.port}/hooks/stripe",
            "--webhook-secret", settings.effective_webhook_secret,
            "--secret-key", settings.effective_stripe_key,
            "--public-base", f"{settings.effective_public_url}/simulator",
        ]  # fmt: skip
    return found


def end_with_parent() -> None:
    """Even a kill -9 of `make run` leaves nothing behind, where the system can do that."""
    control = getattr(ctypes.CDLL(None), "prctl", None)
    if control is not None:
        control(PARENT_DEATH_SIGNAL, signal.SIGTERM)


class Market:
    """The running processes."""

    def __init__(self, settings: Settings, environment: dict[str, str]) -> None:
        self._settings, self._environment = settings, environment
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self.is_stopping = False

    def start(self) -> None:
        """The worker comes last: the page should be there first."""
        parts = commands(self._settings)
        worker = parts.pop("worker")
        for name, command in parts.items():
            self._start(name, command)
        self._wait_until_it_answers()
        if not self.is_stopping:
            self._start("worker", worker)

    def _start(self, name: str, command: list[str]) -> None:
        # What serves visitors goes first: on two cores the others' start would hold it up.
        polite = [] if name == "web" else ["nice", "-n", "5"]
        with (self._settings.data / "market.log").open("ab") as log:
            self._processes[name] = subprocess.Popen(
                [*polite, *command],
                cwd=ROOT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                preexec_fn=end_with_parent,  # noqa: PLW1509 - no threads here
            )

    def _wait_until_it_answers(self) -> None:
        host = "127.0.0.1" if self._settings.host in {"0.0.0.0", "::"} else self._settings.host  # noqa: S104
        url = f"http://{host}:{self._settings.port}/-/live"
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not self.is_stopping:
            self.check()
            try:
                with urllib.request.urlopen(url, timeout=2):
                    return
            except (URLError, OSError):
                time.sleep(0.05)
        if not self.is_stopping:
            raise Refusal(
                f"The web server did not answer; see {self._settings.data / 'market.log'}"
            )

    def check(self) -> None:
        for name, process in self._processes.items():
            if process.poll() is not None and not self.is_stopping:
                raise Refusal(
                    f"The {name} ended by itself (code {process.returncode}); "
                    f"see {self._settings.data / 'market.log'}"
                )

    def stop(self) -> None:
        self.is_stopping = True
        for name, process in self._processes.items():
            if process.poll() is None:
                process.send_signal(signal.SIGINT if name == "worker" else signal.SIGTERM)
        for process in self._processes.values():
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=12)
            with suppress(ProcessLookupError):  # what a killed part left behind goes with it
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def tell(settings: Settings) -> None:
    address = settings.effective_public_url
    say()
    say(f"  The market is open:   {address}/")
    say(f"  Mails can be read at: {address}/-/mailbox")
    say(f"  Data and logs:        {settings.data.resolve()}")
    people = settings.data / "sample-sign-ins.json"
    if people.exists():
        say()
        say("  Sample sign-ins:")
        for person in json.loads(people.read_text(encoding="utf-8")):
            say(f"    {person['who']:<28} {person['email']:<34} {person['password']}")
            if person.get("note"):
                say(f"    {'':<28} {person['note']}")
    say()
    say("  Ctrl-C stops everything.")


def prepared() -> tuple[Settings, dict[str, str]]:
    """Settings and environment of a market that can start. Raises Refusal or SettingsError."""
    settings = settings_module.load()
    check_data(settings.data)
    check_port(settings.host, settings.port)
    if settings.effective_payments == SIMULATOR:
        check_port("127.0.0.1", settings.port + 1)
    environment = settings_module.process_environment()
    prepare(settings, environment)
    return settings, environment


def main() -> int:
    try:
        settings, environment = prepared()
    except (Refusal, settings_module.SettingsError) as refusal:
        sys.stderr.write(f"make run: {refusal}\n")
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    return run(settings, environment)


def run(settings: Settings, environment: dict[str, str]) -> int:
    """Keep the market running until told to stop."""
    market = Market(settings, environment)

    def interrupted(_signal: int, _frame: object) -> None:
        market.is_stopping = True

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupted)
    say("Starting web server and worker …")
    try:
        market.start()
        if not market.is_stopping:
            tell(settings)
        while not market.is_stopping:
            market.check()
            time.sleep(0.3)
    except Refusal as refusal:
        sys.stderr.write(f"make run: {refusal}\n")
        return 1
    finally:
        market.stop()
    say("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
