"""`make run`: database, sample market, web server, worker and (without keys) the pay simulator.

Stays light: everything heavy happens in the processes that it starts, so a second run is quick.
"""

import json
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from pathlib import Path
from urllib.error import URLError

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from core import settings as settings_module  # noqa: E402
from core.settings import Payments, Settings, SettingsError  # noqa: E402

BIN = Path(sys.executable).parent
NEEDED_MB = 200


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
        except OSError as error:
            raise Refusal(
                f"Port {port} on {host} cannot be used ({error.strerror}). "
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
    """Whether the embedded database is at the newest migration and not empty."""
    url = settings.effective_database_url
    path = Path(url.removeprefix("sqlite:///"))
    if not url.startswith("sqlite") or not path.exists():
        return False
    connection = sqlite3.connect(path)
    try:
        version = connection.execute("SELECT version_num FROM alembic_version").fetchone()
        filled = connection.execute("SELECT 1 FROM core_organisations LIMIT 1").fetchone()
    except sqlite3.DatabaseError:
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
    if settings.effective_payments is Payments.SIMULATOR:
        found["simulator"] = [
            sys.executable, "-m", "shop.payments.simulator",
            "--host", "127.0.0.1", "--port", str(settings.port + 1),
            "--state", str(settings.data.resolve() / "simulator.sqlite3"),
            "--webhook-url", f"http://127.0.0.1:{settings.port}/hooks/stripe",
            "--webhook-secret", settings.effective_webhook_secret,
            "--public-base", f"{settings.effective_public_url}/simulator",
        ]  # fmt: skip
    return found


class Market:
    """The running processes."""

    def __init__(self, settings: Settings, environment: dict[str, str]) -> None:
        self._settings, self._environment = settings, environment
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self.is_stopping = False

    def start(self) -> None:
        log = (self._settings.data / "market.log").open("ab")
        for name, command in commands(self._settings).items():
            self._processes[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=self._environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def wait_until_it_answers(self) -> None:
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
            try:
                process.wait(timeout=12)
            except subprocess.TimeoutExpired:
                process.kill()
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


def main() -> int:
    try:
        settings = settings_module.load()
        check_data(settings.data)
        check_port(settings.host, settings.port)
        if settings.effective_payments is Payments.SIMULATOR:
            check_port("127.0.0.1", settings.port + 1)
        environment = settings_module.process_environment()
        prepare(settings, environment)
    except (Refusal, SettingsError) as refusal:
        sys.stderr.write(f"make run: {refusal}\n")
        return 1
    market = Market(settings, environment)

    def interrupted(_signal: int, _frame: object) -> None:
        market.is_stopping = True

    signal.signal(signal.SIGINT, interrupted)
    signal.signal(signal.SIGTERM, interrupted)
    say("Starting web server and worker …")
    try:
        market.start()
        market.wait_until_it_answers()
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
